# The buyer's pages. Keys begin with the noun of the page: home-, search-, product-, cart-, checkout-, purchase-, account-, shop-.

home-sentence = Plusieurs boutiques, un seul panier, et votre argent attend l’arrivée des articles
home-sentence-mall = Artisans et marchands vérifiés, sous un même toit
home-sentence-makers = Fait main, vendu par celles et ceux qui l’ont fait
home-size = { $products ->
    [one] { $products } article
   *[other] { $products } articles
} de { $shops ->
    [one] { $shops } boutique
   *[other] { $shops } boutiques
}. Votre argent reste chez nous jusqu’à ce que vous ayez reçu vos achats.
home-shops = Voir les boutiques
home-shops-all = Toutes les boutiques
home-about = Comment ça marche
home-newest = Nouveautés
home-why = Pourquoi cet ordre ?
home-windows = Boutiques récemment ouvertes
home-empty-title = Les premières boutiques s’installent
home-empty-text = Rien n’est encore en vente. Revenez bientôt, ou découvrez comment fonctionne cette place de marché.
home-promise-title = Votre argent attend chez nous
home-promise-checked = Chaque boutique est identifiée et vérifiée. { $promise }
home-promise-text = Une boutique est payée quand vous confirmez avoir reçu votre colis. Si rien n’arrive, tout vous est rendu.

card-from = dès
card-reduced = Prix réduit
card-sold-out = Épuisé

shelf-count = { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
shelf-order = Ordre de la liste
shelf-newest = Nouveautés d’abord
shelf-price = Prix croissant
shelf-price-down = Prix décroissant
shelf-products = Articles

category-above = Catégories supérieures
category-below = Plus précisément
category-empty-title = Rien ici pour l’instant
category-empty-text = Aucune boutique ne vend d’articles de ce genre pour le moment.
category-empty-act = Voir les nouveautés

search-title = Que cherchez-vous ?
search-of = Résultats pour « { $query } »
search-empty-title = Aucun résultat
search-empty-text = Essayez avec moins de mots ou une autre orthographe, ou parcourez les boutiques.

shop-all = Toutes les boutiques
shop-count = { $count ->
    [one] { $count } boutique
   *[other] { $count } boutiques
}
shop-count-checked = { $shops }, identité vérifiée par la place de marché avant l’ouverture
shop-none-title = Aucune boutique n’est encore ouverte
shop-none-text = Revenez bientôt : les premières se préparent.
shop-since = ouverte depuis le { $date }
shop-empty-title = Les rayons se remplissent
shop-empty-text = Cette boutique ne vend rien pour le moment.
shop-delivery = Livraison
shop-delivery-way = Mode
shop-delivery-to = Vers
shop-delivery-time = Délai
shop-delivery-price = Prix
shop-everywhere = partout
shop-free-above = offerte dès { $amount }
shop-free = offerte
shop-per-kg = { $price } + { $rate } par kilo
shop-days = { $from } à { $to } jours
shop-seller = Qui vend ici
shop-company = Société
shop-address = Adresse
shop-vat = N° de TVA
shop-email = E-mail
shop-private-person = Particulier
shop-phone = Téléphone
shop-register = Registre
shop-certified = Déclaré par le vendeur
shop-certified-on = uniquement des produits conformes à la loi, { $date }
shop-private-hint = Cette boutique est tenue par un particulier et non par un professionnel : le droit de rétractation et la garantie légale des professionnels ne s’appliquent pas.
shop-handling-label = Expédition
shop-handling = { $count ->
    [one] sous un jour
   *[other] sous { $count } jours
}

product-sold-by = Vendu par
product-buy = Ajouter au panier
product-view = Vue { $number } sur { $count }
product-pictures = Images, faites glisser
product-in-stock = En stock
product-few = { $count ->
    [one] Plus que { $count }
   *[other] Plus que { $count }
}
product-sold-out = Épuisé
product-sold-out-text = Il n’en reste plus pour le moment. La boutique en aura peut-être d’autres.
product-tax-included = TVA comprise, hors livraison
product-tax-added = Taxe de vente et livraison ajoutées au moment de payer
product-promise-title = Votre argent attend chez nous
product-promise = { $days ->
    [one] La boutique est payée quand vous confirmez la réception, ou un jour après la livraison. Si rien n’arrive, tout vous est rendu.
   *[other] La boutique est payée quand vous confirmez la réception, ou { $days } jours après la livraison. Si rien n’arrive, tout vous est rendu.
}
product-text = Description
product-others = Aussi chez { $shop }
product-brand = Marque
product-condition = État
product-condition-new = Neuf
product-condition-used = Occasion
product-condition-refurbished = Reconditionné
product-withdrawal-label = Rétractation
product-withdrawal = { $days ->
    [one] un jour après la livraison, sans motif
   *[other] { $days } jours après la livraison, sans motif
}

cart-title = Votre panier
cart-empty-title = Votre panier est vide
cart-empty-text = Ce que vous ajoutez vous attend ici. Rien n’est réservé avant le paiement.
cart-empty-act = Faire un tour
cart-changed = Quelque chose a changé depuis votre ajout.
cart-changed-text = C’est indiqué ci-dessous ; ce que vous voyez maintenant est ce que vous payez.
cart-from = de { $place }
cart-each = { $price } pièce
cart-gone = N’est plus en vente
cart-price-was = { $price } lors de l’ajout
cart-remove = Retirer
cart-summary = Récapitulatif
cart-pieces = { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
cart-delivery = { $count ->
    [one] Livraison, { $count } boutique
   *[other] Livraison, { $count } boutiques
}
cart-delivery-next = à l’étape suivante
cart-goods = Articles
cart-checkout = Passer commande

checkout-title = Passer commande
checkout-step-cart = Panier
checkout-step-address = Adresse et livraison
checkout-step-payment = Paiement
checkout-step-done = Terminé
checkout-changed = Quelque chose a changé entre-temps.
checkout-changed-text = Veuillez relire le récapitulatif avant de payer.
checkout-who = Qui êtes-vous ?
checkout-email = E-mail
checkout-email-hint = Nous y envoyons le reçu et le lien vers votre achat.
checkout-have-account = J’ai un compte : me connecter
checkout-where = Où faut-il livrer ?
checkout-saved = Reprendre une adresse
checkout-name = Nom complet
checkout-street = Rue et numéro
checkout-extra = Appartement, étage
checkout-postcode = Code postal
checkout-city = Ville
checkout-country = Pays
checkout-region = État, région
checkout-region-hint = Aux États-Unis : deux lettres, comme OR
checkout-phone = Téléphone
checkout-phone-hint = Seulement pour le transporteur, le jour de la livraison
checkout-update = Afficher la livraison et le total pour cette adresse
checkout-delivery = Livraison, boutique par boutique
checkout-delivery-from = Livraison par { $shop }
checkout-no-delivery = ne livre pas dans ce pays.
checkout-to-cart = Vers le panier
checkout-pay-how = Paiement
checkout-pay-text = Vous payez par carte sur la page de notre prestataire de paiement. Rien n’est débité avant.
checkout-yours = Votre commande
checkout-tax = dont TVA { $rate }
checkout-tax-added = Taxe de vente { $rate }
checkout-delivery-sum = { $count ->
    [one] Livraison, { $count } boutique
   *[other] Livraison, { $count } boutiques
}
checkout-total = Total
checkout-pay = Payer { $amount }
checkout-legal = { $shops ->
    [one] Avec « Payer », vous commandez auprès d’une boutique, avec obligation de paiement.
   *[other] Avec « Payer », vous commandez auprès de { $shops } boutiques, avec obligation de paiement.
}

purchase-mine = Vos achats
purchase-line = Achat { $id } · { $date }
purchase-waiting = Presque fini : reste à payer
purchase-thanks = { $shops ->
    [one] Merci, { $name }. Une boutique est au travail.
   *[other] Merci, { $name }. { $shops } boutiques sont au travail.
}
purchase-expired = Cet achat n’a pas été payé à temps
purchase-expired-text = Rien n’a été débité et les articles sont de nouveau disponibles. Votre panier est tel que vous l’avez laissé.
purchase-cancelled = Vous avez renoncé à cet achat
purchase-cancelled-text = Rien n’a été débité.
purchase-refunded = Cet achat a été remboursé
purchase-refunded-text = Le paiement est arrivé trop tard et les articles n’étaient plus là. Tout est remboursé par le même moyen.
purchase-held = Les articles vous sont réservés jusqu’à { $time }.
purchase-held-text = Payez avant cette heure, sinon ils redeviennent disponibles pour les autres.
purchase-declined = La carte a été refusée.
purchase-declined-card_declined = La banque n’a pas donné de motif. Essayez une autre carte.
purchase-declined-insufficient_funds = Le solde est insuffisant. Essayez une autre carte.
purchase-declined-card_expired = Elle a expiré. Essayez une autre carte.
purchase-declined-second_step_failed = Le code de votre banque n’était pas le bon. Veuillez réessayer.
purchase-declined-other = Réessayez, ou utilisez une autre carte.
purchase-silent = Le prestataire de paiement ne répond pas.
purchase-silent-text = Vos articles restent réservés. Réessayez dans un instant.
purchase-confirming = Nous attendons la confirmation du prestataire.
purchase-confirming-text = Cela prend en général quelques secondes. Rechargez la page ; ne payez pas deux fois.
purchase-money-waits = { $amount } attendent chez nous.
purchase-money-waits-text = Nous avons envoyé le reçu à { $email }. Rien n’est versé à une boutique avant que vous ayez vos articles.
purchase-cancel = Renoncer à cet achat
purchase-to = Livré à
purchase-guest = Vous avez acheté en tant qu’invité. Avec un compte, tous vos achats sont réunis.
purchase-empty-title = Aucun achat pour l’instant
purchase-empty-text = Vos achats apparaîtront ici, avec leur acheminement.
purchase-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
purchase-unpaid = { $amount } restent à payer.
purchase-unpaid-until = Réservé jusqu’à { $time }.
purchase-unpaid-act = Continuer

order-number = Commande { $id }
order-parcel = Colis
order-goods = Articles
order-tax-within = dont taxes
order-tax = Taxe
order-refunded = Remboursé
order-until = jusqu’au { $date }
order-state-to-ship = En préparation
order-state-part-shipped = Partiellement expédiée
order-state-shipped = En route
order-state-delivered = Livrée
order-state-completed = Terminée
order-state-cancelled = Annulée
order-state-refunded = Remboursée
order-step-placed = Payée
order-step-shipped = Remise au transporteur
order-step-delivered = Livrée
order-step-confirmed = Vous avez confirmé la réception
order-step-confirmed-by-silence = Réception confirmée d’elle-même
order-step-cancelled = Annulée
order-step-refund-asked = Vous avez demandé un remboursement
order-step-refund-refused = La boutique a refusé
order-step-refund-agreed = La boutique a accepté
order-step-refund-agreed-by-silence = Accordé : la boutique n’a pas répondu à temps
order-step-refund-escalated = La place de marché a été saisie
order-step-refund-ruled = La place de marché a tranché
order-step-refund-withdrawn = Vous avez retiré la demande
order-step-refunded = Remboursée
order-step-withdrawal-declared = Vous vous êtes rétracté du contrat
order-now-packing = La boutique prépare le colis
order-now-packing-note = Vous pouvez encore annuler
order-now-shipped = En route
order-now-delivered = Nous attendons votre mot
order-now-delivered-note = Ensuite, la réception se confirme d’elle-même et la boutique est payée
order-ahead-silence = La réception se confirme d’elle-même
order-now-asked = À la boutique de répondre
order-now-asked-note = Si elle reste silencieuse, vous êtes remboursé
order-now-refused = À vous
order-now-refused-note = Saisissez la place de marché, ou retirez la demande
order-now-escalated = La place de marché tranche
order-now-escalated-note = D’ici là, l’argent reste ici
order-confirm = Confirmer la réception
order-cancel = Annuler la commande

refund-ask = Demander un remboursement
refund-ask-text = { $days ->
    [one] { $shop } a un jour pour répondre ; sans réponse, vous êtes remboursé. En cas de désaccord, la place de marché tranche et l’argent reste ici d’ici là.
   *[other] { $shop } a { $days } jours pour répondre ; sans réponse, vous êtes remboursé. En cas de désaccord, la place de marché tranche et l’argent reste ici d’ici là.
}
refund-why = Que s’est-il passé ?
refund-reason-not-received = Il n’est pas arrivé
refund-reason-not-as-described = Il n’est pas conforme à la description
refund-reason-damaged = Il est arrivé abîmé
refund-reason-wrong-item = Ce n’est pas le bon article
refund-reason-changed-mind = J’ai changé d’avis
refund-reason-other = Autre chose
refund-text = Avec vos mots
refund-text-hint = Ce qu’un tiers doit savoir pour décider équitablement
refund-amount = Montant demandé
refund-amount-hint = { $most } au plus
refund-send = Envoyer
refund-not-now = Pas maintenant
refund-request-of = Remboursement de { $amount }, demandé le { $date }
refund-withdrawal-of = Rétractation du { $date } : { $amount }
refund-you-wrote = Vous avez écrit :
refund-shop-wrote = La boutique a répondu :
refund-market-wrote = La place de marché a tranché :
refund-state-asked = En attente de la boutique
refund-state-refused = Refusé par la boutique
refund-state-escalated = Auprès de la place de marché
refund-state-agreed = Accordé : { $amount }
refund-state-ruled = Tranché : { $amount }
refund-state-withdrawn = Retirée
refund-escalate = Saisir la place de marché
refund-take-back = Retirer la demande

withdrawal-here = Se rétracter du contrat ici
withdrawal-text = { $days ->
    [one] Vous pouvez vous rétracter jusqu’à un jour après la livraison, sans motif.
   *[other] Vous pouvez vous rétracter jusqu’à { $days } jours après la livraison, sans motif.
}
withdrawal-statement = Je me rétracte du contrat portant sur les articles de cette commande.
withdrawal-after = Renvoyez les articles sous 14 jours. Le prix entier et les frais de livraison standard vous sont rendus.
withdrawal-confirm = Confirmer la rétractation
withdrawal-done = Vous vous êtes rétracté du contrat
withdrawal-mailed = Ce reçu a aussi été envoyé à { $email }.
withdrawal-receipt = Accusé de réception de votre rétractation
withdrawal-order = Commande
withdrawal-buyer = Acheteur
withdrawal-shop = Boutique
withdrawal-at = Déclarée le
withdrawal-back = Retour à l’achat

paper-link = Reçu à imprimer
paper-title = Reçu
paper-seller = Vendeur
paper-buyer = Acheteur
paper-number = Commande
paper-date = Date d’achat
paper-vat = N° TVA { $number }
paper-what = Article
paper-unit = Prix
paper-amount = Montant
paper-taxes = Taxes
paper-rate = Taux
paper-net = Hors taxe
paper-note = Payé par l’intermédiaire de { $market }, qui garde l’argent jusqu’à l’arrivée des articles.

sign-in-title = Heureux de vous voir
sign-in-text = Un seul compte pour toutes les boutiques de { $market }.
sign-in-email = E-mail
sign-in-password = Mot de passe
sign-in-forgotten = Mot de passe oublié ?
sign-in-new = Première visite ?
sign-in-guest = Vous pouvez aussi acheter sans compte.
sign-in-elsewhere = Continuer avec la session ouverte sur { $market }
sign-up-name = Votre nom
sign-up-known = Vous avez un compte ?

password-hint = Dix caractères ou plus. La longueur vaut mieux que la complexité.
password-old = Mot de passe actuel
password-new = Nouveau mot de passe
password-save = Enregistrer le nouveau mot de passe
password-forgotten = Mot de passe oublié ?
password-forgotten-text = Indiquez votre adresse e-mail et nous vous enverrons un lien pour en choisir un nouveau.
password-ask = Envoyer le lien
password-sent = Consultez votre messagerie.
password-sent-text = Si nous connaissons cette adresse, un lien est en route. Il est valable une heure.
password-new-title = Choisissez un nouveau mot de passe
password-again = Demander un autre lien

verify-title = Cette adresse est-elle la vôtre ?
verify-text = Un clic suffit. Les achats faits avec cette adresse en tant qu’invité rejoindront ensuite votre compte sur { $market }.
verify-confirm = Oui, c’est la mienne

account-you = Vous
account-save = Enregistrer
account-verified = confirmée
account-unverified = pas encore confirmée
account-verify-text = Confirmez votre adresse, et vos achats d’invité avec elle vous reviennent.
account-verify = Renvoyer le message
account-password = Mot de passe
account-sessions = Où vous êtes connecté
account-this = celui-ci
account-end = Déconnecter
account-no-sessions = Nulle part ailleurs.
account-addresses = Adresses
account-no-addresses = Les adresses de vos achats apparaîtront ici.

sandbox-title = Paiement par carte
sandbox-test = mode test
sandbox-pay = Payer { $amount } par carte
sandbox-number = Numéro de carte
sandbox-expiry = Expire fin
sandbox-expiry-hint = MM/AA
sandbox-cvc = Code de sécurité
sandbox-code = Code de votre banque
sandbox-code-hint = Dans ce bac à sable : 123456
sandbox-second = Votre banque veut s’en assurer.
sandbox-second-text = Saisissez le code qu’elle vous a envoyé.
sandbox-declined = Refusé.
sandbox-closed = Il n’y a plus rien à payer ici.
sandbox-back = Retour à la boutique
sandbox-leave = Quitter sans payer
sandbox-cards = Cartes à essayer
sandbox-cards-text = Toute date à venir, tout code de sécurité. Les vraies cartes sont refusées.
sandbox-does-succeeds = paie aussitôt
sandbox-does-card_declined = est refusée
sandbox-does-insufficient_funds = est refusée : solde insuffisant
sandbox-does-card_expired = est refusée : expirée
sandbox-does-second_step = demande un code de la banque
sandbox-does-answers_late = paie, mais la réponse arrive tard
sandbox-does-webhook_first = paie ; l’avis arrive avant vous
sandbox-does-webhook_after = paie ; l’avis arrive après vous
sandbox-does-webhook_twice = paie ; l’avis arrive deux fois
sandbox-does-webhook_never = paie ; aucun avis n’arrive jamais

mail-box-title = Courrier de cette démonstration
mail-box-text = Il n’y a pas de serveur de messagerie ici : ce qui aurait été envoyé est rangé dans un dossier.
mail-box-empty-title = Aucun message
mail-box-empty-text = Achetez quelque chose ou demandez un nouveau mot de passe.
mail-box-at = Heure
mail-box-to = À
mail-box-subject = Objet

about-title = Comment fonctionne { $market }
about-money = Votre argent attend
about-money-text = { $days ->
    [one] Vous payez la place de marché, pas la boutique. La place de marché garde l’argent de chaque commande. Quand vous confirmez la réception, il est versé à la boutique ; sans nouvelles de vous, il l’est un jour après la livraison. Une demande de remboursement arrête ce délai.
   *[other] Vous payez la place de marché, pas la boutique. La place de marché garde l’argent de chaque commande. Quand vous confirmez la réception, il est versé à la boutique ; sans nouvelles de vous, il l’est { $days } jours après la livraison. Une demande de remboursement arrête ce délai.
}
about-commission = La place de marché garde { $rate } de chaque vente. Les boutiques ne lui versent rien d’autre.
about-ranking-text = Les listes montrent d’abord les articles les plus récents, sauf si vous triez par prix. Ce qui est épuisé vient en dernier. Aucune boutique ne peut payer pour une meilleure place, et il n’y a pas de publicité.
about-ranking-search = Une recherche montre les articles dont le titre, la marque ou la catégorie contiennent vos mots, dans le même ordre pour tout le monde.
about-help-text = { $days ->
    [one] Un souci avec une commande ? Ouvrez-la dans vos achats et demandez un remboursement. La boutique a un jour pour répondre ; en cas de désaccord, la place de marché tranche.
   *[other] Un souci avec une commande ? Ouvrez-la dans vos achats et demandez un remboursement. La boutique a { $days } jours pour répondre ; en cas de désaccord, la place de marché tranche.
}
about-withdrawal = { $days ->
    [one] Pendant un jour après la livraison, vous pouvez vous rétracter sans motif ; chaque commande a un bouton pour cela.
   *[other] Pendant { $days } jours après la livraison, vous pouvez vous rétracter sans motif ; chaque commande a un bouton pour cela.
}
about-role = La place de marché met en relation acheteurs et boutiques et garde l’argent. Le contrat de vente est conclu entre vous et la boutique, dont le nom et l’adresse figurent sur sa page et sur votre reçu.
about-privacy-text = Nous gardons ce qu’exige une commande : nom, adresse et e-mail. La boutique les voit pour envoyer votre colis. Un cookie vous garde connecté, un autre retient votre langue ; personne ne vous suit.

directory-title = Des places de marché sous un même toit
directory-text = Chacune a ses règles, ses boutiques et son allure. Un seul compte suffit pour toutes.
directory-enter = Entrer
directory-empty-title = Aucune place de marché
directory-empty-text = L’opérateur en ouvre une avec « halles market add ».

done-cart-added = C’est dans votre panier.
done-cart-removed = Retiré.
done-order-confirmed = Merci. La boutique est payée.
done-order-cancelled = La commande est annulée et votre argent vous est rendu.
done-refund-sent = Votre demande est chez la boutique.
done-refund-escalated = La place de marché va examiner la demande et trancher.
done-refund-taken-back = Vous avez retiré la demande.
done-signed-out = Vous êtes déconnecté.
done-session-over = Votre session est terminée : rien n’a été modifié. Connectez-vous et envoyez de nouveau.
done-signed-up = Bienvenue. Nous vous avons envoyé un message pour confirmer votre adresse.
done-verified = Votre adresse est confirmée. Merci.
done-password-saved = Votre mot de passe est changé.
done-account-saved = Enregistré.
done-verify-sent = Le message est en route.
done-account-ended = Ce navigateur est déconnecté.

country-AT = Autriche
country-AU = Australie
country-BE = Belgique
country-BG = Bulgarie
country-BR = Brésil
country-CA = Canada
country-CH = Suisse
country-CN = Chine
country-CY = Chypre
country-CZ = Tchéquie
country-DE = Allemagne
country-DK = Danemark
country-EE = Estonie
country-ES = Espagne
country-FI = Finlande
country-FR = France
country-GB = Royaume-Uni
country-GR = Grèce
country-HK = Hong Kong
country-HR = Croatie
country-HU = Hongrie
country-IE = Irlande
country-IN = Inde
country-IS = Islande
country-IT = Italie
country-JP = Japon
country-KR = Corée du Sud
country-LT = Lituanie
country-LU = Luxembourg
country-LV = Lettonie
country-MT = Malte
country-MX = Mexique
country-NL = Pays-Bas
country-NO = Norvège
country-NZ = Nouvelle-Zélande
country-PL = Pologne
country-PT = Portugal
country-RO = Roumanie
country-SE = Suède
country-SG = Singapour
country-SI = Slovénie
country-SK = Slovaquie
country-TW = Taïwan
country-US = États-Unis
