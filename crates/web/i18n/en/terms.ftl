# How long what a seller pays holds: listed products by the month
fee-listing-rule = A product counts for a month (UTC) in which it could be bought, for however short; listed twice in a month, it pays once. What is sold out or not shown costs nothing. A month is charged when it is over. { $count ->
    [0] Nothing new was listed in this month so far.
    [one] One product began to be listed in this month so far.
   *[other] { $count } products began to be listed in this month so far.
}
operator-check-fee-listed_product_charged_once = No listed product pays twice for the same time
operator-check-fee-listed_products_as_charged = Listing fees cover at least as many products as they charged
operator-check-timer-every_listed_product_is_charged = Every month with listed products will be charged
operator-check-timer-every_deposit_goes_back = Every deposit of who went away is on its way back
fee-plan-choose-now = Choose now, { $amount } until the end of the month
done-seller-plan-begun = It holds from now on; the days that are left of the month are charged.
