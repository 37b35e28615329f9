# Boutiques suspendues : lettres, pages de l’exploitant et du vendeur. Les clés commencent par suspension-.

suspension-cause-unlawful_goods = Marchandises dont la vente est interdite
suspension-cause-counterfeit = Contrefaçons
suspension-cause-unsafe_goods = Marchandises dangereuses
suspension-cause-buyers_wait = Des acheteurs attendent colis ou réponses
suspension-cause-identity = Le vendeur n’est pas celui qu’il dit être
suspension-cause-rules = Une règle de la place est enfreinte

suspension-standing-preparing = en préparation
suspension-standing-open = ouverte
suspension-standing-supervised = pièces manquantes
suspension-standing-suspended = suspendue
suspension-standing-complains = réclame
suspension-standing-closed = fermée

suspension-lack = L’exploitant a suspendu la boutique

suspension-mail-began-subject = { $shop } est suspendue
suspension-mail-began-heading = Votre boutique est suspendue
suspension-mail-began-text = À partir de maintenant, plus rien de { $shop } n’est en vente.
suspension-mail-began-words = Ce qui a été constaté
suspension-mail-effects = Les commandes passées suivent leur cours : merci de les expédier. Votre solde reste à vous, mais rien ne vous est versé avant la fin de la suspension.
suspension-mail-complaint = Si vous pensez que c’est une erreur, dites-le sur la page de votre boutique dans les { $days } jours. Une personne qui n’a pas pris la décision l’examine, gratuitement.
suspension-mail-complained-subject = { $shop } conteste sa suspension
suspension-mail-complained-heading = Un vendeur réclame
suspension-mail-complained-text = Le vendeur de { $shop } dit que la suspension est une erreur. Une personne qui ne l’a pas décidée devrait répondre.
suspension-mail-complained-words = Les mots du vendeur
suspension-mail-upheld-subject = { $shop } est de nouveau en vente
suspension-mail-upheld-heading = Votre réclamation était fondée
suspension-mail-upheld-text = La suspension de { $shop } a pris fin. Vos articles sont de nouveau en vente et les versements reprennent.
suspension-mail-upheld-words = La réponse
suspension-mail-rejected-subject = La suspension de { $shop } est maintenue
suspension-mail-rejected-heading = La suspension est maintenue
suspension-mail-rejected-text = Nous avons réexaminé votre réclamation au sujet de { $shop }. La décision est maintenue. Vous pouvez saisir un médiateur ou un tribunal.
suspension-mail-rejected-words = La réponse
suspension-mail-lifted-subject = { $shop } est de nouveau en vente
suspension-mail-lifted-heading = La suspension a pris fin
suspension-mail-lifted-text = { $shop } est de nouveau en vente et les versements reprennent.
suspension-mail-lifted-words = La réponse
suspension-mail-button = Voir la boutique

suspension-search = Nom d’une boutique ou de son vendeur
suspension-search-do = Chercher
suspension-none-found = Aucune boutique ne porte ce nom.
suspension-seller = Le vendeur
suspension-seller-mail = Adresse électronique
suspension-address = Adresse
suspension-application = Candidature
suspension-see-shop = Voir la boutique comme les acheteurs
suspension-suspend = Suspendre cette boutique
suspension-suspend-what = Ses articles quittent aussitôt la place et rien n’est versé à son vendeur entre-temps. Commandes, colis et remboursements suivent leur cours. Le vendeur lit les motifs et peut réclamer.
suspension-why = Motif
suspension-found = Ce qui a été constaté
suspension-found-hint = Le vendeur lit ces mots. Nommez les articles, la règle et ce qui y remédierait.
suspension-suspend-do = Suspendre
suspension-lift = Laisser la boutique vendre de nouveau
suspension-complaint = La réclamation du vendeur
suspension-answer = Votre réponse
suspension-uphold = Le vendeur a raison
suspension-reject = La décision est maintenue
suspension-by = { $name }, le { $date }
suspension-history = Suspensions
suspension-never = Jamais suspendue.
suspension-ended = terminée le { $date }

suspension-page = Suspension
suspension-notice = Votre boutique est suspendue : rien n’est en vente et rien n’est versé.
suspension-see = Voir pourquoi
suspension-not = Votre boutique n’est pas suspendue.
suspension-since = Depuis le { $date }
suspension-complain = Dire pourquoi c’est une erreur
suspension-complain-what = Une personne qui n’a pas pris la décision l’examine, gratuitement. Une seule réclamation est reçue.
suspension-complain-words = Votre point de vue
suspension-complain-do = Envoyer la réclamation
suspension-complained = Vous avez réclamé le { $date }. L’exploitant répondra par lettre et ici.
suspension-answered = Réponse du { $date }

done-operator-shop-suspended = La boutique est suspendue. Son vendeur est prévenu.
done-operator-shop-lifted = La boutique vend de nouveau. Son vendeur est prévenu.
done-operator-shop-ruled = La réclamation est tranchée. Le vendeur est prévenu.
done-seller-complained = Votre réclamation est envoyée.
