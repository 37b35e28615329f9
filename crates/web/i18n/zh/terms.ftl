# How long what a seller pays holds: listed products by the month
fee-listing-rule = 商品只要在某个月（UTC）内曾经可以购买，无论多久，就计入该月；一个月内多次上架只收一次。售罄或未展示的商品不收费。每月结束后收取。{ $count ->
    [0] 本月至今没有新上架的商品。
   *[other] 本月至今新上架 { $count } 件商品。
}
operator-check-fee-listed_product_charged_once = 同一时段内每件上架商品只收一次费
operator-check-fee-listed_products_as_charged = 上架费涵盖的商品不少于计费的件数
operator-check-timer-every_listed_product_is_charged = 凡有上架商品的月份都会计费
operator-check-timer-every_deposit_goes_back = 退出者的保证金都在退还途中
fee-plan-choose-now = 立即选用，到月底 { $amount }
done-seller-plan-begun = 套餐已生效，本月剩余天数已计费。
