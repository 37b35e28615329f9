# Frais, cautions, formules et factures des vendeurs.

# Rules of a market
rule-fees = Caution et frais
rule-fees-deposit = Caution
rule-fees-deposit-hint = Une entrée par ligne, en JSON : kind, category, currency (chacun facultatif) et amount_minor. Tmall demandait de 50 000 à 150 000 yuans.
rule-fees-deposit_least_ppm = À compléter sous cette part
rule-fees-top_up_days = Délai pour compléter
rule-fees-top_up_days-hint = Tmall laisse 15 jours, puis plus rien n’est en vente.
rule-fees-deposit_back_days = Restitution de la caution après la fin d’une boutique
rule-fees-annual = Frais annuels
rule-fees-annual-hint = Comme pour la caution ; refunds énumère turnover_minor et share_ppm, en montant : ce qui revient à la fin de l’année. Tmall demandait 30 000 ou 60 000 yuans.
rule-tariff = { $who } : { $amount }
rule-tariff-all = tous
rule-tariff-back = { $share } rendus à partir de { $turnover } de ventes

# Accounts and reasons of the ledger
operator-account-deposit = Cautions des vendeurs
operator-account-deferred_fee = Frais annuels non acquis
operator-account-annual_income = Frais annuels
operator-account-plan_income = Formules
operator-account-listing_income = Frais de mise en vente
operator-reason-fee_capture = Versé par le vendeur
seller-transfer-fee-capture = Versé par vous
operator-reason-fee_vat_owed = TVA sur frais, due
seller-transfer-fee-vat-owed = TVA sur les frais, due
operator-reason-fee_vat_back = TVA sur frais rendue
seller-transfer-fee-vat-back = TVA sur les frais rendue
operator-reason-deposit_paid = Caution déposée
seller-transfer-deposit-paid = Caution
operator-reason-deposit_topped_up = Caution complétée
seller-transfer-deposit-topped-up = Caution complétée
operator-reason-deposit_used = Caution utilisée pour un acheteur
seller-transfer-deposit-used = Caution utilisée pour un acheteur
operator-reason-deposit_returned = Caution rendue
seller-transfer-deposit-returned = Caution rendue
operator-reason-annual_fee = Frais annuels
seller-transfer-annual-fee = Frais annuels
operator-reason-annual_fee_owed = Frais annuels, dus
seller-transfer-annual-fee-owed = Frais annuels que vous devez
operator-reason-annual_fee_earned = Mois de frais annuels acquis
seller-transfer-annual-fee-earned = Mois de frais annuels
operator-reason-annual_fee_back = Frais annuels rendus
seller-transfer-annual-fee-back = Frais annuels rendus
operator-reason-annual_income_back = Frais annuels acquis rendus
seller-transfer-annual-income-back = Frais annuels rendus
operator-reason-plan_fee = Formule
seller-transfer-plan-fee = Formule
operator-reason-plan_fee_owed = Formule, due
seller-transfer-plan-fee-owed = Formule que vous devez
operator-reason-listing_fee = Frais de mise en vente
seller-transfer-listing-fee = Frais de mise en vente
operator-reason-listing_fee_owed = Frais de mise en vente, dus
seller-transfer-listing-fee-owed = Frais de mise en vente que vous devez

# Closed lists
fee-kind-deposit = Caution
fee-kind-annual = Frais annuels
fee-kind-plan = Formule
fee-kind-listing = Frais de mise en vente
fee-state-due = À payer
fee-state-paid = Payé
fee-state-owed = Dû
fee-state-dropped = Abandonné
fee-state-returned = Rendu

# At the door
admission-lack-unpaid = Pas encore payé : { $fee }
admission-move-payment_due = Un paiement est attendu
admission-move-paid = Payé
admission-move-paid_too_late = Un paiement est arrivé trop tard et repart
admission-move-deposit_used = La caution a servi à un acheteur
admission-move-deposit_returned = La caution a été rendue
admission-next-paying = Approuvée. Payez ce qui est dû avant le { $date } ; ensuite vous pourrez garnir votre boutique.
admission-progress-paying = Paiement
mail-door-payment_due-subject = { $shop } est approuvée : ce qui est dû
mail-door-payment_due-heading = Bienvenue : votre candidature est approuvée
mail-door-payment_due-text = Réglez la caution et les frais avant le { $date } ; la page de la candidature donne les montants. Ensuite vous pourrez garnir votre boutique.
mail-door-paid_too_late-subject = Votre paiement pour { $shop } vous est rendu
mail-door-paid_too_late-heading = Votre paiement est arrivé trop tard
mail-door-paid_too_late-text = Plus rien n’était dû à son arrivée. Tout repart d’où il est venu.

# Paying at the door
fee-due = À payer
fee-vat = TVA
fee-total = Total
fee-deposit-note = La caution reste à vous : elle revient après la fin de votre boutique, moins ce qu’il a fallu en verser à des acheteurs.
fee-reverse-charge = TVA non facturée : autoliquidation, article 196 de la directive 2006/112/CE.
fee-pay-provider = Payer { $amount }
fee-pay-balance = Payer avec mon solde
fee-pay-balance-note = { $amount } y sont disponibles.
fee-pay-silent = Le prestataire de paiement ne répond pas pour l’instant. Réessayez dans une minute.
done-seller-application-paid = Payé. Merci !

# Checks of the doctor
operator-check-fee-charged_as_posted = Chaque frais est passé comme il a été facturé
operator-check-fee-earned_by_the_month = Les frais annuels s’acquièrent au mois
operator-check-fee-owed_is_a_debt = Les frais dus sont des dettes du grand livre
operator-check-fee-nothing_open_unpaid = Aucune boutique ouverte avant paiement
operator-check-fee-deposit_within_terms = Aucune caution ne dépasse ce qui fut déposé
operator-check-timer-every_fee_goes_on = Chaque compte de frais a son échéance
operator-check-timer-every_fee_payment_is_asked_about = Chaque paiement muet d’un vendeur est relancé

# Fees of a shop
fee-title = Frais
fee-charged = Ce qui a été facturé
fee-none = Rien n’a été facturé en dehors de la commission.
fee-when = Jour
fee-what = Objet
fee-net = Hors taxe
fee-prices = Ce que demande cette place de marché
fee-without-vat = Les frais s’entendent hors TVA ; une caution n’en porte pas.
fee-standing = Où vous en êtes
fee-deposit-left = { $left } sur { $lodged }
fee-deposit-back = Caution rendue le
fee-next-year = Prochains frais annuels le
fee-owed = Dû
fee-owed-still = { $amount } restent dus
fee-available = Disponible
fee-earned = Acquis
fee-from-to = de { $least } à { $most }
fee-top-up-by = Complétez la caution avant le { $date } ; ensuite plus rien n’est en vente.
fee-top-up = À compléter avant le
fee-reason = Pourquoi
fee-use-deposit = Dédommager un acheteur
fee-use-deposit-text = Prélève sur la caution et rembourse l’acheteur d’une commande terminée. Le vendeur reçoit une lettre avec vos mots.
fee-use-deposit-do = Prélever sur la caution
fee-ask-deposit = Demander une caution
fee-ask-deposit-text = Pour une boutique venue sans caution. Faute de paiement dans le délai, plus rien n’est en vente.
fee-ask-amount = Montant
fee-ask-deposit-do = La demander
done-operator-deposit-asked = La caution est demandée ; le vendeur reçoit une lettre.
done-operator-deposit-used = Prélevé sur la caution ; acheteur et vendeur reçoivent une lettre.
operator-cause-deposit = sur la caution
mail-cause-deposit = La place de marché vous paie sur la caution de la boutique.

# Letters about fees
mail-fee-button = Ouvrir la page des frais
mail-fee-until = Réglez avant le { $date } ; ensuite vos produits ne sont plus en vente tant que ce n’est pas payé.
mail-fee-deposit_asked-subject = Une caution pour { $shop }
mail-fee-deposit_asked-heading = Déposez une caution, s’il vous plaît
mail-fee-deposit_asked-text = La place de marché demande à { $shop } une caution de { $amount }. Elle reste à vous.
mail-fee-deposit_used-subject = La caution de { $shop } a servi
mail-fee-deposit_used-heading = Votre caution a servi à un acheteur
mail-fee-deposit_used-text = { $amount } de la caution de { $shop } sont allés à un acheteur. Voici pourquoi.
mail-fee-deposit_returned-subject = La caution de { $shop } vous revient
mail-fee-deposit_returned-heading = Votre caution est rendue
mail-fee-deposit_returned-text = { $amount } de { $shop } sont dans votre solde, moins ce que vous deviez, et partent vers votre banque au prochain virement.
mail-fee-owed-subject = Des frais de { $shop } sont dus
mail-fee-owed-heading = Votre solde n’a pas suffi
mail-fee-owed-text = { $amount } sont dus pour { $shop }. Vos prochaines ventes les règlent d’abord.
mail-fee-given_back-subject = Une part des frais annuels de { $shop } revient
mail-fee-given_back-heading = Belles ventes : une part de vos frais annuels revient
mail-fee-given_back-text = { $amount } hors TVA sont dans votre solde, comme le disent les règles pour les ventes de { $shop } dans l’année.

# Invoices
invoice-list = Factures
invoice-none = Aucune facture
invoice-none-text = La commission d’un mois est facturée au début du suivant ; des frais quand ils sont pris.
invoice-number = Numéro
invoice-no-number = en cours
invoice-day = Date de facture
invoice-supplied = Facturé le
invoice-from = Émetteur
invoice-to = Client
invoice-rate = Taux
invoice-vat-number = TVA { $number }
invoice-settled = Réglé sur le solde du vendeur ou imputé sur ses ventes suivantes. Aucun virement à faire.
invoice-title-invoice = Facture
invoice-title-credit_note = Avoir
invoice-series-invoice = { $what }
invoice-series-credit_note = Avoir : { $what }
invoice-cause-commission = Commission
invoice-cause-annual = Frais annuels
invoice-cause-plan = Formule
invoice-cause-listing = Frais de mise en vente
invoice-earlier = Mois précédent
invoice-later = Mois suivant
invoice-none-month = Aucune facture ce mois-ci
invoice-none-month-text = Les factures paraissent ici dès qu’elles ont leur numéro.
invoice-sum = Somme
invoice-count = Factures
invoice-file = Télécharger le mois en CSV
operator-check-invoice-every_fee_once = Chaque frais a une facture de son montant
operator-check-invoice-credited_as_given_back = Les avoirs égalent ce qui fut rendu
operator-check-invoice-commission_as_posted = Les factures de commission égalent le grand livre
operator-check-invoice-reversals_as_posted = Les avoirs de commission égalent le grand livre
operator-check-invoice-numbers_without_gaps = Les numéros sont sans trou ni doublon
operator-check-invoice-counters_go_on = Chaque compteur donne le numéro suivant

# What members may do, and the audit
people-may-fees-pay = payer les frais et choisir la formule
people-may-deposits-use = demander des cautions et y prélever
audit-deed-fee-paid = Frais payés sur le solde
audit-deed-fee-payment-begun = Paiement de frais commencé
audit-deed-deposit-asked = Caution demandée
audit-deed-deposit-used = Caution employée pour un acheteur
audit-field-order = commande

# Plans and listed products
rule-fees-plans = Formules
rule-fees-plans-hint = Une formule par ligne, en JSON : code, name, amount_minor (par mois) et ce qu’elle change : commission_less_ppm, free_listings ; currency est facultatif.
rule-fees-listing = Frais de mise en vente
rule-fees-listing-hint = Une ligne par monnaie, en JSON : amount_minor, months, free ; currency est facultatif. 11 Main demandait 5 cents par mois, Etsy 20 cents pour quatre mois.
rule-plan-month = { $amount } par mois
rule-plan-less = commission réduite de { $rate }
rule-plan-free = { $count ->
    [one] un article gratuit
   *[other] { $count } articles gratuits
}
rule-listing = { $months ->
    [one] { $amount } par article et par mois
   *[other] { $amount } par article pour { $months } mois
}
fee-of-plan = { $kind } : { $plan }
fee-of-listings = { $kind } : { $count ->
    [one] un article
   *[other] { $count } articles
}
fee-line-commission = commission { $rate }
fee-plans = Formules
fee-plans-text = Une formule plus chère vaut tout de suite : vous payez la différence pour les jours qui restent du mois (UTC), celui d’aujourd’hui compris. Une formule moins chère, ou aucune, vaut à partir du premier du mois suivant. Une formule est facturée chaque mois, jusqu’à ce que vous y renonciez.
fee-plan-none = Sans formule
fee-plan-none-text = Ce que la place de marché facture sans formule.
fee-plan-holds = la vôtre
fee-plan-ends = jusqu’à la fin du mois
fee-plan-comes = dès le mois prochain
fee-plan-choose = Choisir
fee-plan-keep = La garder
fee-plan-leave = Renoncer à la formule
done-seller-plan-chosen = C’est noté : cela vaut à partir du premier du mois suivant.
audit-deed-plan-chosen = Formule choisie
audit-field-plan = formule
operator-check-fee-month_charged_once = Aucun mois de formule ou de mise en vente n’est facturé deux fois
operator-check-fee-plan_charged_as_chosen = Chaque formule en cours est facturée

# Categories that a shop names
admission-detail-categories = Rayons dans lesquels vous vendrez
admission-category-number = Rayon { $number }
admission-categories-hint = D’un à cinq, chacun avec tout ce qu’il contient. La caution et les frais annuels suivent le plus cher d’entre eux, sans addition.
admission-categories = Rayons
admission-categories-rise = Ces rayons coûtent { $amount } de plus que ce que votre boutique a payé. La caution se complète dans les jours que la place accorde, avant l’ouverture si la boutique n’est pas encore ouverte ; une première année est facturée aussitôt. Rien n’a changé pour l’instant.
admission-categories-later = Un rayon plus cher peut demander une caution plus élevée ; vous en voyez d’abord le montant. Les frais annuels suivent à partir de l’année suivante.
admission-categories-agree = Accepter et enregistrer
admission-categories-save = Enregistrer les rayons
done-seller-application-categories = Les rayons sont enregistrés.
admission-move-categories_named = Rayons modifiés
audit-deed-categories-named = Rayons d’une boutique modifiés
audit-field-categories = rayons
rule-goods-only_named = Seulement dans les rayons indiqués par la boutique
rule-goods-only_named-hint = Oui : les produits d’autres rayons sont refusés, pour que caution et frais répondent à ce qui est vendu. Les boutiques sans candidature ne sont pas concernées.
