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
