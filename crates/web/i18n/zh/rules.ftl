# What the rules of a market are called and how their values are written, for all sites and letters. Keys begin with rule-.

rule-commission = 佣金
rule-escrow = 担保资金
rule-refunds = 退款
rule-payouts = 提现
rule-checkout = 结账
rule-tax = 税费
rule-admission = 入驻

rule-commission-rate_ppm = 佣金费率
rule-commission-rate_ppm-hint = 天猫服饰类收取 5%，11 Main 收取 3.5%。
rule-commission-by_category = 分类费率
rule-commission-by_category-hint = 每行一个分类，例如“shoes/boots = 4.5”；路径最长者优先。
rule-commission-base = 计算基数
rule-commission-base-hint = 11 Main 连同运费计算，以免有人把价格藏在运费里。
rule-commission-least_per_line_minor = 每行最低佣金
rule-commission-least_per_line_minor-hint = 不超过该行金额的一半。
rule-commission-most_per_line_minor = 每行最高佣金
rule-commission-least_per_order_minor = 每单最低佣金
rule-commission-least_per_order_minor-hint = 不超过订单金额的一半。
rule-commission-most_per_order_minor = 每单最高佣金
rule-commission-most_per_order_minor-hint = 11 Main 以 50 美元封顶。
rule-escrow-confirm_days_after_delivery = 送达后自动确认收货
rule-escrow-confirm_days_after_delivery-hint = 1688 和淘宝：10 天。
rule-escrow-confirm_days_after_dispatch = 发货后自动确认收货（送达时间未知时）
rule-escrow-confirm_days_after_dispatch-hint = 京东 20 天，1688 为 30 天。
rule-refunds-answer_days = 卖家答复期限
rule-refunds-answer_days-hint = 逾期视为同意。速卖通：5 天。
rule-refunds-ask_days_after_completion = 完成后可申请退款的期限
rule-refunds-ask_days_after_completion-hint = 速卖通：15 天。
rule-refunds-withdrawal_days = 撤回权期限
rule-refunds-withdrawal_days-hint = 适用欧盟法律时至少 14 天（第 2011/83 号指令第 9 条），其他地区留空。
rule-payouts-delay_days = 放款到可提现的间隔
rule-payouts-every_days = 提现间隔
rule-payouts-least_minor = 最低提现金额
rule-payouts-approved_by_hand = 每笔提现由运营方批准
rule-checkout-hold_minutes = 未付款商品的预留时间
rule-checkout-hold_minutes-hint = 淘宝付款减库存时为 15 分钟。
rule-checkout-guests = 访客可以购买
rule-tax-regime = 价格
rule-admission-door = 卖家如何入驻
rule-admission-score_least = 入驻申请所需最低分（满分 100）
rule-admission-score_least-hint = 留空则不评分。
rule-admission-checklists = 材料清单
rule-admission-checklists-hint = 对某类店铺和某个国家或地区，适用第一份符合的清单。没有清单的类型和国家或地区不予受理。
rule-admission-days-draft = 草稿失效期限
rule-admission-days-review = 审核期限
rule-admission-days-answer = 申请人答复期限
rule-admission-days-prepare = 批准后开店期限
rule-admission-days-appeal = 申诉期限
rule-admission-days-supervise = 监管店铺整改期限
rule-admission-days-supervise-hint = 天猫：15 天内补足保证金。
rule-admission-days-settle = 关店后结清期限
rule-admission-days-keep = 结束后材料保存期限
rule-admission-days-keep-hint = 至少六个月（第 2022/2065 号条例第 30 条）。

rule-none = 无
rule-yes = 是
rule-no = 否
rule-days = { $count ->
   *[other] { $count } 天
}
rule-minutes = { $count ->
   *[other] { $count } 分钟
}
rule-points = { $count } 分
rule-rate-of = { $category }：{ $rate }
rule-as-elsewhere = { $category }：同其他分类
rule-range-rate = 百分比，{ $least } 至 { $most }。
rule-range-days = 天数，{ $least } 至 { $most }。
rule-range-minutes = 分钟，{ $least } 至 { $most }。
rule-range-points = 分数，{ $least } 至 { $most }。
rule-range-amount = 单位 { $currency }。
rule-range-amount-or-empty = 单位 { $currency }，留空表示不限。
rule-base-goods = 商品
rule-base-goods_and_delivery = 商品和运费
rule-regime-included = 含增值税，由卖家缴纳
rule-regime-added = 不含销售税，由市场代收
rule-door-open = 直接开店
rule-door-application = 先提交申请
rule-door-invitation = 需要邀请
rule-error-not-a-rate = 请填写百分比，例如 5 或 3.5。
rule-error-not-rates = 第 { $line } 行无法识别，请写成“shoes/boots = 4.5”。
rule-error-twice = 第 { $line } 行重复了同一分类。
rule-error-not-entries = 第 { $line } 行无法识别。
