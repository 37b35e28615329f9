# What the rules of a market are called and how their values are written, for all sites and letters. Keys begin with rule-.

rule-commission = Commission
rule-escrow = Séquestre
rule-refunds = Remboursements
rule-payouts = Versements
rule-checkout = Passage en caisse
rule-tax = Taxe
rule-admission = Admission

rule-commission-rate_ppm = Taux de commission
rule-commission-rate_ppm-hint = Tmall prenait 5 % sur la mode, 11 Main 3,5 %.
rule-commission-by_category = Taux par rayon
rule-commission-by_category-hint = Un rayon par ligne, par exemple « shoes/boots = 4,5 ». Le chemin le plus long l’emporte.
rule-commission-base = Prise sur
rule-commission-base-hint = 11 Main comptait aussi la livraison, pour que personne n’y cache le prix.
rule-commission-least_per_line_minor = Au moins, par ligne
rule-commission-least_per_line_minor-hint = Jamais plus de la moitié de la ligne.
rule-commission-most_per_line_minor = Au plus, par ligne
rule-commission-least_per_order_minor = Au moins, par commande
rule-commission-least_per_order_minor-hint = Jamais plus de la moitié de la commande.
rule-commission-most_per_order_minor = Au plus, par commande
rule-commission-most_per_order_minor-hint = 11 Main s’arrêtait à 50 dollars.
rule-escrow-confirm_days_after_delivery = Le silence confirme après livraison
rule-escrow-confirm_days_after_delivery-hint = 1688 et Taobao : 10 jours.
rule-escrow-confirm_days_after_dispatch = Le silence confirme après expédition, si la livraison est inconnue
rule-escrow-confirm_days_after_dispatch-hint = JD : 20 jours ; 1688 : 30.
rule-refunds-answer_days = Délai de réponse du vendeur
rule-refunds-answer_days-hint = Le silence vaut accord. AliExpress : 5 jours.
rule-refunds-ask_days_after_completion = Après la fin, l’acheteur peut demander pendant
rule-refunds-ask_days_after_completion-hint = AliExpress : 15 jours.
rule-refunds-withdrawal_days = Droit de rétractation
rule-refunds-withdrawal_days-hint = Au moins 14 jours où vaut le droit de l’Union européenne (directive 2011/83, art. 9) ; vide ailleurs.
rule-payouts-delay_days = Du déblocage à l’argent disponible
rule-payouts-every_days = Entre deux versements
rule-payouts-least_minor = Plus petit versement
rule-payouts-approved_by_hand = Un exploitant approuve chaque versement
rule-checkout-hold_minutes = Réservation d’un achat non payé
rule-checkout-hold_minutes-hint = Taobao : 15 minutes quand le stock est pris au paiement.
rule-checkout-guests = Les invités peuvent acheter
rule-tax-regime = Les prix
rule-admission-door = Comment un vendeur entre
rule-admission-score_least = Points sur cent qu’il faut à une candidature
rule-admission-score_least-hint = Vide : les candidatures ne sont pas notées.
rule-admission-checklists = Listes de pièces
rule-admission-checklists-hint = Pour un type de boutique et un pays, la première liste qui convient vaut. Les types et les pays sans liste ne sont pas admis.
rule-admission-days-draft = Un brouillon expire
rule-admission-days-review = Délai d’examen
rule-admission-days-answer = Délai de réponse du candidat
rule-admission-days-prepare = Délai pour ouvrir la boutique après accord
rule-admission-days-appeal = Délai d’appel
rule-admission-days-supervise = Délai de remise en ordre sous surveillance
rule-admission-days-supervise-hint = Tmall : 15 jours pour compléter une caution.
rule-admission-days-settle = Solde d’une boutique fermée
rule-admission-days-keep = Conservation des pièces après la fin
rule-admission-days-keep-hint = Six mois au moins (règlement 2022/2065, art. 30).

rule-none = néant
rule-yes = oui
rule-no = non
rule-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
rule-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
rule-points = { $count } sur 100
rule-rate-of = { $category } : { $rate }
rule-as-elsewhere = { $category } : comme ailleurs
rule-range-rate = En pour cent, de { $least } à { $most }.
rule-range-days = En jours, de { $least } à { $most }.
rule-range-minutes = En minutes, de { $least } à { $most }.
rule-range-points = En points, de { $least } à { $most }.
rule-range-amount = En { $currency }.
rule-range-amount-or-empty = En { $currency } ; vide pour aucun.
rule-base-goods = les articles
rule-base-goods_and_delivery = les articles et la livraison
rule-regime-included = contiennent la TVA, due par le vendeur
rule-regime-added = sont hors taxe de vente, collectée par la place de marché
rule-door-open = ouvre une boutique tout de suite
rule-door-application = présente une candidature
rule-door-invitation = a besoin d’une invitation
rule-error-not-a-rate = Un pourcentage, par exemple 5 ou 3,5.
rule-error-not-rates = La ligne { $line } est illisible : écrivez « shoes/boots = 4,5 ».
rule-error-twice = La ligne { $line } nomme un rayon une seconde fois.
rule-error-not-entries = La ligne { $line } est illisible.
