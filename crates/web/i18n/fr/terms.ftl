# How long what a seller pays holds: listed products by the month
fee-listing-rule = Un article compte pour chaque mois (UTC) pendant lequel il a pu être acheté, si brièvement que ce soit ; mis en vente deux fois dans le mois, il ne paie qu’une fois. Ce qui est épuisé ou masqué ne coûte rien. Un mois est facturé une fois écoulé. { $count ->
    [0] Rien de nouveau n’a été mis en vente ce mois-ci.
    [one] Un article a été mis en vente ce mois-ci.
   *[other] { $count } articles ont été mis en vente ce mois-ci.
}
operator-check-fee-listed_product_charged_once = Aucun article en vente ne paie deux fois pour la même période
operator-check-fee-listed_products_as_charged = Les frais de mise en vente couvrent au moins les articles facturés
operator-check-timer-every_listed_product_is_charged = Chaque mois avec des articles en vente sera facturé
operator-check-timer-every_deposit_goes_back = Toute caution de qui est parti est en voie d’être rendue
fee-plan-choose-now = Choisir maintenant, { $amount } jusqu’à la fin du mois
done-seller-plan-begun = Elle vaut dès maintenant ; les jours qui restent du mois sont facturés.
