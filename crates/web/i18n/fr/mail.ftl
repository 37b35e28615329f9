# Mails. Keys begin with mail-.

mail-hello = Bonjour { $name },
mail-hello-nobody = Bonjour,
mail-why-buyer = Vous recevez ce message parce que vous avez acheté sur { $market }.
mail-why-seller = Vous recevez ce message parce que vous vendez sur { $market }.
mail-why-account = Vous recevez ce message parce que cette adresse a été indiquée sur { $market }.
mail-link-by-hand = Si le bouton ne répond pas, ouvrez cette adresse :

mail-order = Commande
mail-shop = Boutique
mail-amount = Montant
mail-delivery = Livraison
mail-shop-total = Total de la boutique
mail-total = Total
mail-granted = Accordé
mail-reason = Motif
mail-reasons = Motivation
mail-carrier = Transporteur
mail-tracking = Numéro de suivi
mail-ship-by = À expédier avant le
mail-answer-by = À répondre avant le
mail-pieces = { $count ->
    [one] { $count } pièce
   *[other] { $count } pièces
}
mail-see-purchase = Voir l’achat
mail-confirm-by = Une fois la marchandise reçue, dites-le-nous : la boutique sera alors payée. Sans nouvelles de votre part, nous la considérerons comme reçue le { $date }.

mail-placed-subject = Votre achat est payé : { $total }
mail-placed-heading = Merci pour votre achat
mail-placed-text = Votre paiement nous est parvenu. Chaque boutique envoie son propre colis ; voici ce qui vous attend.
mail-placed-held = Nous gardons votre argent sous séquestre jusqu’à ce que vous ayez la marchandise. La boutique n’est payée qu’ensuite.

mail-shipped-subject = { $shop } a expédié votre colis
mail-shipped-heading = Votre colis est en route
mail-shipped-text = { $shop } a remis votre colis au transporteur.
mail-shipped-button = Suivre la commande

mail-delivered-subject = Votre colis de { $shop } est arrivé
mail-delivered-heading = Votre colis est arrivé
mail-delivered-text = Le transporteur a livré votre colis de { $shop }. Vérifiez que tout est en ordre.
mail-delivered-button = Confirmer ou signaler un problème

mail-refunded-subject = { $amount } vous sont remboursés
mail-refunded-heading = Votre remboursement est parti
mail-refunded-text = Nous avons renvoyé { $amount } vers la carte ou le compte qui a servi au paiement. Les banques mettent de deux à cinq jours ouvrés.
mail-cause-cancelled = La commande a été annulée.
mail-cause-request = Votre demande de remboursement a été acceptée.
mail-cause-withdrawal = Vous vous êtes rétracté.
mail-cause-unusable = Le paiement n’a pas pu être utilisé.
mail-cause-goodwill = La boutique vous rend cette somme de sa propre initiative.
mail-payment-refunded-heading = Votre paiement est arrivé trop tard
mail-payment-refunded-text = Votre paiement nous est parvenu alors que la marchandise n’était plus réservée, ou une seconde fois. Il n’a servi à aucun achat.

mail-cancelled-subject = Votre commande chez { $shop } est annulée
mail-cancelled-heading = La commande est annulée

mail-cancelled-text = La commande chez { $shop } prend fin ici : rien ne sera expédié.
mail-cancelled-back = Ce que vous avez payé vous est rendu ; un message suit dès que l’argent est parti.

mail-answered-subject = Réponse à votre demande auprès de { $shop }
mail-answered-heading = Votre demande a reçu une réponse
mail-answered-asked = Votre demande est chez la boutique, qui doit y répondre.
mail-answered-agreed = La boutique a accepté. Votre remboursement part maintenant.
mail-answered-agreed_by_silence = La boutique n’a pas répondu à temps : votre demande est acceptée d’office. Votre remboursement part maintenant.
mail-answered-refused_by_seller = La boutique a refusé votre demande. Si vous n’êtes pas d’accord, vous pouvez demander à la place de marché de trancher.
mail-answered-escalated = La place de marché tranche désormais. Nous lisons ce que chacun a écrit et motivons notre décision.
mail-answered-ruled = La place de marché a tranché.
mail-answered-withdrawn = Vous avez retiré votre demande.

mail-withdrawal-subject = Accusé de réception : votre rétractation auprès de { $shop }
mail-withdrawal-heading = Nous avons reçu votre rétractation
mail-withdrawal-text = Le { $moment }, vous avez déclaré vous rétracter de ce contrat. Ce message en est l’accusé de réception.
mail-declaration = Votre déclaration
mail-withdrawal-words = Je me rétracte du contrat portant sur les articles de la commande { $order }.
mail-declared-by = Déclaré par
mail-declared-at = Déclaré le
mail-withdrawal-next = Renvoyez la marchandise sous 14 jours. La boutique vous indique l’adresse ; vous êtes remboursé dès réception de la marchandise ou de la preuve d’envoi.
mail-withdrawal-keep = Conservez ce message : il prouve le jour et l’heure de votre déclaration.

mail-verify-subject = Confirmez votre adresse pour { $market }
mail-verify-heading = Cette adresse est-elle la vôtre ?
mail-verify-text = Appuyez sur le bouton pour prouver que cette adresse est à vous. Les achats faits avec elle en tant qu’invité rejoindront alors votre compte sur { $market }.
mail-verify-button = Confirmer l’adresse
mail-verify-not-you = Le lien sert une seule fois, pendant 24 heures. Si vous n’avez rien demandé, ne faites rien.
mail-reset-subject = Nouveau mot de passe pour { $market }
mail-reset-heading = Choisissez un nouveau mot de passe
mail-reset-text = Quelqu’un, sans doute vous, a demandé un nouveau mot de passe sur { $market }.
mail-reset-button = Choisir un mot de passe
mail-reset-not-you = Le lien sert une seule fois, pendant une heure. Si ce n’était pas vous, ne faites rien : votre mot de passe reste le même.

mail-sold-subject = { $shop } : nouvelle commande, { $total }
mail-sold-heading = Vous avez fait une vente
mail-sold-text = La commande est payée. Remettez le colis au transporteur avant le { $date }.
mail-sold-button = Expédier la commande
mail-sold-held = L’argent est sous séquestre et vous est versé dès que l’acheteur a la marchandise.
mail-paid-out-subject = { $amount } ont été envoyés à votre banque
mail-paid-out-heading = Votre versement est parti
mail-paid-out-text = Nous avons envoyé { $amount } sur votre compte se terminant par { $end }.
mail-paid-out-button = Voir votre solde
mail-asked-subject = Un acheteur demande un remboursement : { $order }
mail-asked-heading = Un acheteur demande un remboursement
mail-asked-text = Un acheteur demande le remboursement de { $amount }. Répondez avant le { $date }.
mail-asked-buyer = L’acheteur écrit
mail-asked-button = Répondre à la demande
mail-asked-silence = Sans réponse d’ici là, la demande est acceptée d’office.
mail-reason-not_received = Le colis n’est jamais arrivé
mail-reason-not_as_described = Non conforme à la description
mail-reason-damaged = Abîmé
mail-reason-wrong_item = Mauvais article
mail-reason-changed_mind = L’acheteur a changé d’avis
mail-reason-other = Autre chose

mail-why-operator = Vous recevez ce message parce que vous agissez pour l’exploitant de { $market }.
mail-rules-proposed-subject = { $author } propose un nouveau règlement pour { $market }
mail-rules-proposed-heading = Un changement de règlement attend un second membre
mail-rules-proposed-text = { $author } propose de changer le règlement de { $market }. L’argent des vendeurs en dépend : un autre membre doit donner son accord.
mail-rules-proposed-button = Examiner et décider
mail-rules-announced-subject = Nouveau règlement de { $market } à partir du { $date }
mail-rules-announced-heading = Le règlement de la place de marché va changer
mail-rules-announced-text = À partir du { $date }, ces règles de { $market } seront différentes :
mail-rules-announced-orders = Les commandes passées avant ce jour gardent les règles sous lesquelles elles ont été passées.
mail-rules-announced-button = Voir tout le règlement
mail-rules-announced-leave = Si vous n’êtes pas d’accord, vous pouvez mettre fin à votre contrat avec nous avant le { $date }.

# applications
mail-why-applicant = Vous recevez cette lettre parce que vous avez demandé à vendre sur { $market }.
mail-door-paper = Pièce
mail-door-words = Dans ses mots
mail-door-button = Ouvrir la candidature
mail-door-submitted-subject = Votre candidature pour { $shop } est arrivée
mail-door-submitted-heading = Votre candidature est arrivée
mail-door-submitted-text = Merci. Quelqu’un l’examine d’ici le { $date } ; sa page vous montre chaque étape.
mail-door-asked-subject = Une question au sujet de { $shop }
mail-door-asked-heading = Nous avons une question
mail-door-asked-text = Répondez avant le { $date } ; ensuite la candidature devient caduque.
mail-door-sent_back-subject = Il manque quelque chose pour { $shop }
mail-door-sent_back-heading = Complétez votre candidature
mail-door-sent_back-text = Ce qui a été accepté le reste. Envoyez la suite avant le { $date }.
mail-door-approved-subject = { $shop } est approuvée
mail-door-approved-heading = Bienvenue : votre candidature est approuvée
mail-door-approved-text = Garnissez votre boutique, dites où vous livrez et ouvrez-la avant le { $date }.
mail-door-opened-subject = { $shop } est ouverte
mail-door-opened-heading = Votre boutique est ouverte
mail-door-opened-text = Les acheteurs la trouvent désormais. Nous vous écrivons 30 et 7 jours avant la fin d’une pièce.
mail-door-ends_in_a_month-subject = Une pièce de { $shop } expire dans les 30 jours
mail-door-ends_in_a_month-heading = Une pièce expire bientôt
mail-door-ends_in_a_month-text = Envoyez-en une nouvelle à temps : le jour de sa fin, vos produits sortent d’eux-mêmes de la vente.
mail-door-ends_in_a_week-subject = Une pièce de { $shop } expire dans les 7 jours
mail-door-ends_in_a_week-heading = Une pièce expire dans la semaine
mail-door-ends_in_a_week-text = Une nouvelle doit être acceptée avant ce jour ; sinon vos produits sortent d’eux-mêmes de la vente.
mail-door-supervised-subject = { $shop } n’est plus en vente
mail-door-supervised-heading = Il manque quelque chose d’obligatoire
mail-door-supervised-text = Vos produits sont hors vente jusqu’à ce que tout soit en règle ; les commandes passées suivent leur cours. Le { $date }, la boutique sera fermée.
mail-door-reopened-subject = { $shop } est de nouveau ouverte
mail-door-reopened-heading = Votre boutique est de nouveau ouverte
mail-door-reopened-text = Tout est en règle, et vos produits sont de nouveau en vente.
mail-door-became_trader-subject = Vous vendez désormais à titre professionnel
mail-door-became_trader-heading = Ce qui change pour un professionnel
mail-door-became_trader-text = Vos acheteurs peuvent se rétracter sous 14 jours et ont la garantie légale ; vos nom, adresse et numéro de registre sont affichés ; vous devez les taxes sur vos ventes. La page dit quelles pièces manquent encore.
mail-door-closed-subject = { $shop } est fermée
mail-door-closed-heading = Votre boutique est fermée
mail-door-closed-text = Plus rien n’est vendu. Les commandes passées suivent leur cours jusqu’à ce que tout soit soldé.
mail-door-refused-subject = Votre candidature pour { $shop } est refusée
mail-door-refused-heading = Nous ne pouvons pas accueillir votre boutique
mail-door-refused-text = Voici pourquoi. Vous pouvez demander un second examen sur la page de la candidature.
mail-door-appeal_granted-subject = Nous réexaminons { $shop }
mail-door-appeal_granted-heading = Votre recours est accepté
mail-door-appeal_granted-text = Quelqu’un réexamine vos pièces et répond d’ici le { $date }.
mail-door-appeal_rejected-subject = Le refus de { $shop } est maintenu
mail-door-appeal_rejected-heading = Votre recours est rejeté
mail-door-appeal_rejected-text = Nous avons réexaminé ; cette décision est définitive. Vous pouvez candidater de nouveau, et saisir un médiateur ou un tribunal.
mail-door-overdue-subject = La candidature de { $shop } attend trop longtemps
mail-door-overdue-heading = Nous avons du retard
mail-door-overdue-text = La candidature passe en tête de file ; elle est examinée d’ici le { $date }.
mail-door-lapsed-subject = La candidature de { $shop } est caduque
mail-door-lapsed-heading = Votre candidature est caduque
mail-door-lapsed-text = Nous n’avons rien reçu à temps. Vous pouvez en commencer une autre à tout moment.
