# Les avis et les trois notes d’une boutique : pages des acheteurs, des vendeurs et des exploitants, courriers, règles.

rule-reviews = Avis
rule-reviews-on = Les acheteurs peuvent donner leur avis sur leurs achats
rule-reviews-days = Après la fin de la commande, un premier avis peut être écrit pendant
rule-reviews-days-hint = Tmall : 15 jours.
rule-reviews-moderation = Un exploitant lit un avis
rule-moderation-after = après sa publication, s’il est signalé
rule-moderation-before = avant sa publication

review-call = Noter et donner un avis
review-page = Alors, qu’en dites-vous ?
review-page-text = Dites ce que valent les articles et comment { $shop } s’est occupée de vous. D’autres choisiront d’après vous.
review-page-until = Vous pouvez écrire un premier avis jusqu’au { $date }.
review-page-refunded = Vous avez été remboursé. Vous avez pourtant eu l’article entre les mains : votre avis compte comme les autres.
review-page-over = Le délai pour un premier avis s’est achevé le { $date }.
review-page-how = Seuls votre prénom et une initiale sont affichés, jamais le nom entier.
review-shop-part = La boutique { $shop }
review-shop-once = Trois notes, données une seule fois. Elles comptent six mois et ne se modifient pas.
review-shop-given = Vous avez noté cette boutique.
review-send-rating = Noter la boutique
review-stars-label = Vos étoiles
review-star-1 = Mauvais
review-star-2 = Décevant
review-star-3 = Moyen
review-star-4 = Bien
review-star-5 = Très bien
review-score = { $stars } – { $word }
review-headline = Titre
review-words = Que faut-il savoir ?
review-words-hint = À l’usage, ce que ça donne ; ce qui diffère de la description ; à qui cela convient.
review-add-pictures = Ajouter des photos
review-add-pictures-hint = { $most } au plus, en JPEG, PNG ou WebP. Elles sont affichées avec votre avis.
review-drop-picture = Retirer la photo { $number }
review-picture-waiting = La photo { $number } est en préparation
review-send = Publier l’avis
review-save = Enregistrer la modification
review-editable = Vous pouvez le modifier jusqu’au { $date }.
review-fixed = Il ne peut plus être modifié.
review-state-waiting = La place de marché le lit avant de l’afficher.
review-state-published = Il est affiché.
review-state-removed = La place de marché l’a retiré.
review-answer-by = Réponse de { $shop }
review-section = Avis
review-mean = { $mean } sur 5
review-count = { $count ->
    [one] un avis
   *[other] { $count } avis
}
review-stars-and-count = { $stars } étoiles sur 5, { $count ->
    [one] un avis
   *[other] { $count } avis
}
review-bar = { $stars ->
    [one] Une étoile : { $count }
   *[other] { $stars } étoiles : { $count }
}
review-all = { $count ->
    [one] Voir l’avis
   *[other] Voir les { $count } avis
}
review-how = Comment nous vérifions les avis
review-verified = Acheté ici
review-none = Personne n’a encore donné son avis.
review-of = Avis sur { $product }
review-filter = Quels avis
review-filter-all = Tous
review-filter-stars = { $stars ->
    [one] Une étoile
   *[other] { $stars } étoiles
}
review-filter-pictures = Avec photos
review-filter-none = Aucun avis de ce genre.
review-newest-first = Les plus récents d’abord.
review-by = { $author }, { $date }
review-nobody = Un acheteur
review-edited = modifié le { $date }
review-picture = Photo { $number } de cet avis
review-report = Signaler cet avis
review-report-why = Qu’est-ce qui ne va pas ?
review-report-text = En vos mots
review-report-send = Signaler
review-reason-insult = Il insulte ou menace quelqu’un
review-reason-personal_data = Il révèle des données personnelles
review-reason-advertising = C’est de la publicité
review-reason-off_topic = Il ne porte ni sur l’article ni sur l’achat
review-reason-fake = Il n’est pas honnête : payé, ou écrit sans avoir essayé
review-reason-unlawful = Il est contraire à la loi

rating-title = Ce que les acheteurs disent de cette boutique
rating-described = Conforme à la description
rating-service = Service
rating-delivery = Livraison
rating-count = { $count ->
    [one] Une note en six mois
   *[other] { $count } notes en six mois
}
rating-few = Encore trop peu de notes : elles sont affichées à partir de { $least }.

review-how-lead = Qui peut donner son avis sur { $market }, ce que nous vérifions, et comment les notes sont calculées.
review-how-who-title = Qui peut écrire
review-how-who = Uniquement qui a acheté l’article ici et l’a reçu : un avis est attaché à une ligne d’une commande payée, et la page pour l’écrire s’ouvre une fois la commande terminée, ou remboursée après livraison. Un seul avis par ligne. Les membres de la boutique ne peuvent pas la noter. Chaque avis vient donc d’un achat réel ; il est inutile de les marquer un à un.
review-how-when = Un premier avis peut être écrit pendant { $days ->
    [one] un jour
   *[other] { $days } jours
} après la fin de la commande, puis modifié pendant { $edit } jours. La date de la modification est indiquée.
review-how-withdrawn = Qui a renvoyé l’article, ou a été remboursé, peut donner son avis s’il l’avait reçu.
review-how-moderation-title = Ce que nous lisons
review-how-moderation-after = Les avis sont affichés aussitôt. Toute personne connectée peut en signaler un ; quelqu’un de la place de marché le lit alors.
review-how-moderation-before = Quelqu’un de la place de marché lit chaque avis avant de l’afficher, et de nouveau s’il est signalé.
review-how-removed = Nous ne retirons un avis, élogieux ou non, que pour ces raisons :
review-how-told = L’auteur et la boutique apprennent pourquoi et peuvent contester par courriel. La boutique peut répondre ; elle ne peut ni masquer ni effacer un avis.
review-how-scores-title = Comment les notes sont calculées
review-how-scores-product = Les étoiles d’un article sont la simple moyenne de tous ses avis affichés ici, arrondie à une décimale.
review-how-scores-shop = Les trois notes d’une boutique sont la moyenne des six derniers mois. D’un même acheteur, { $most } notes au plus comptent par mois. Elles sont affichées à partir de { $least } notes.
review-how-money-title = Argent
review-how-money = Personne n’est payé pour un avis, ni pour s’en abstenir. Les avis ne changent pas l’ordre des résultats de recherche.
review-how-off = Cette place de marché n’a pas d’avis en ce moment. Ceux qui restent ont été écrits selon les règles ci-dessous.

done-review-sent = Merci. Votre avis est enregistré.
done-review-waiting = Merci. La place de marché lit votre avis avant de l’afficher.
done-rating-sent = Merci. Votre note compte dès maintenant.
done-review-reported = Merci. Quelqu’un de la place de marché va le lire.

seller-menu-reviews = Avis
seller-reviews-by = Quels avis
seller-reviews-open = À répondre
seller-reviews-all = Tous
seller-reviews-none = Aucun avis ici
seller-reviews-none-text = Quand des acheteurs parleront de vos articles, vous le trouverez ici et pourrez répondre.
seller-reviews-text = Votre réponse figure sous l’avis, visible de tous. Vous pouvez la modifier à tout moment.
seller-review-answer = Votre réponse
seller-review-send = Répondre
seller-review-change = Modifier la réponse
seller-review-removed = Retiré par la place de marché
seller-review-waiting = Pas encore affiché
done-seller-review-answered = Votre réponse est affichée.

operator-reviews = Avis
operator-reviews-by = Avis selon leur sort
operator-reviews-reported = Signalés
operator-reviews-waiting = En attente
operator-reviews-published = Affichés
operator-reviews-removed = Retirés
operator-reviews-none = Aucun avis ici
operator-reviews-none-text = Les avis signalés, et ceux qui attendent d’être lus, apparaissent ici d’eux-mêmes.
operator-review = Avis
operator-review-product = Article
operator-review-stars = Étoiles
operator-review-reports = Signalements
operator-review-date = Écrit
operator-review-order = Commande
operator-review-answer = Réponse de la boutique
operator-review-ruling = Vos mots, pour l’auteur et pour la boutique
operator-review-ruling-hint = Ce qui n’allait pas, en une phrase ou deux : tous deux le lisent dans un courrier, avec l’adresse où contester.
operator-review-reason = Raison
operator-review-keep = Il reste
operator-review-restore = L’afficher de nouveau
operator-review-remove = Le retirer
operator-review-remove-text = Que quelqu’un soit mécontent n’est pas une raison.
operator-review-back = Retour à la liste
done-operator-review-judged = C’est décidé. Les intéressés reçoivent un courrier.
done-operator-review-kept = C’est décidé : l’avis reste.

mail-why-review = Vous recevez ce courrier parce que vous avez acheté sur { $market }.
mail-why-review-shop = Vous recevez ce courrier parce que vous agissez pour une boutique sur { $market }.
mail-review-asked-subject = Alors, qu’en dites-vous ? Votre commande chez { $shop }
mail-review-asked-heading = Alors, qu’en dites-vous ?
mail-review-asked-text = Votre commande chez { $shop } est terminée. D’autres aimeraient savoir ce que valent les articles ; une phrase suffit.
mail-review-asked-button = Donner un avis
mail-review-asked-until = Vous pouvez écrire jusqu’au { $date }. Seuls les acheteurs donnent leur avis ; personne n’est payé pour cela.
mail-review-goods = Article
mail-review-reason = Raison
mail-review-words = Ce qui était écrit
mail-review-ruling = Les mots de la place de marché
mail-review-shown-subject = Un avis sur « { $product } »
mail-review-shown-heading = Quelqu’un a donné son avis sur vos articles
mail-review-shown-text = { $author } a acheté cet article chez vous et a donné { $stars ->
    [one] { $stars } étoile
   *[other] { $stars } étoiles
 } sur cinq. Vous pouvez répondre une fois, au vu de tous, et modifier votre réponse.
mail-review-shown-button = Lire et répondre
mail-review-answered-subject = { $shop } a répondu à votre avis
mail-review-answered-heading = Une réponse à votre avis
mail-review-answered-text = { $shop } a répondu à ce que vous avez écrit. Tous peuvent le lire.
mail-review-answer = La réponse de la boutique
mail-review-removed-subject = Un avis sur « { $product } » a été retiré
mail-review-removed-heading = Un avis a été retiré
mail-review-removed-author = Nous avons retiré votre avis. Il enfreint les règles de cette place de marché pour la raison ci-dessous. Une personne l’a lu et a décidé, non un programme.
mail-review-removed-shop = Nous avons retiré un avis sur votre boutique pour la raison ci-dessous. Il ne compte plus.
mail-review-removed-appeal = Vous n’êtes pas d’accord ? Écrivez à { $email } dans les six mois : une autre personne l’examinera. Vous pouvez aussi saisir un organe de règlement extrajudiciaire des litiges, ou un tribunal.
mail-review-kept-subject = Un avis sur « { $product } » est de nouveau affiché
mail-review-kept-heading = Un avis est de nouveau affiché
mail-review-kept-text = Nous avons réexaminé l’avis : il respecte les règles, il est de nouveau affiché et compte de nouveau.
mail-review-kept-appeal = Vous n’êtes pas d’accord ? Écrivez à { $email }.
mail-review-author-button = Voir votre avis
mail-review-shop-button = Voir vos avis
