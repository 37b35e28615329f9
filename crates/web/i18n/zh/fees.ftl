# 商家费用、保证金、套餐与发票。

# Rules of a market
rule-fees = 保证金与费用
rule-fees-deposit = 保证金
rule-fees-deposit-hint = 每行一条 JSON：kind、category、currency（均可省略）和 amount_minor。天猫收取 5 万至 15 万元。
rule-fees-deposit_least_ppm = 低于此比例须补足
rule-fees-top_up_days = 补足期限
rule-fees-top_up_days-hint = 天猫为 15 天，逾期下架。
rule-fees-deposit_back_days = 关店后退还保证金
rule-fees-annual = 年费
rule-fees-annual-hint = 格式同保证金；refunds 按升序列出 turnover_minor 与 share_ppm，即年末返还部分。天猫为 3 万或 6 万元。
rule-tariff = { $who }：{ $amount }
rule-tariff-all = 全部
rule-tariff-back = 销售额满 { $turnover } 返还 { $share }

# Accounts and reasons of the ledger
operator-account-deposit = 商家保证金
operator-account-deferred_fee = 未确认年费
operator-account-annual_income = 年费收入
operator-account-plan_income = 套餐收入
operator-account-listing_income = 上架费收入
operator-reason-fee_capture = 商家付款
seller-transfer-fee-capture = 您的付款
operator-reason-fee_vat_owed = 费用增值税（欠）
seller-transfer-fee-vat-owed = 费用增值税（欠）
operator-reason-fee_vat_back = 返还费用增值税
seller-transfer-fee-vat-back = 返还费用增值税
operator-reason-deposit_paid = 缴纳保证金
seller-transfer-deposit-paid = 保证金
operator-reason-deposit_topped_up = 补足保证金
seller-transfer-deposit-topped-up = 补足保证金
operator-reason-deposit_used = 保证金赔付买家
seller-transfer-deposit-used = 保证金赔付买家
operator-reason-deposit_returned = 退还保证金
seller-transfer-deposit-returned = 退还保证金
operator-reason-annual_fee = 年费
seller-transfer-annual-fee = 年费
operator-reason-annual_fee_owed = 年费（欠）
seller-transfer-annual-fee-owed = 年费（欠）
operator-reason-annual_fee_earned = 年费按月确认
seller-transfer-annual-fee-earned = 年费按月确认
operator-reason-annual_fee_back = 返还年费
seller-transfer-annual-fee-back = 返还年费
operator-reason-annual_income_back = 返还已确认年费
seller-transfer-annual-income-back = 返还年费
operator-reason-plan_fee = 套餐费
seller-transfer-plan-fee = 套餐费
operator-reason-plan_fee_owed = 套餐费（欠）
seller-transfer-plan-fee-owed = 套餐费（欠）
operator-reason-listing_fee = 上架费
seller-transfer-listing-fee = 上架费
operator-reason-listing_fee_owed = 上架费（欠）
seller-transfer-listing-fee-owed = 上架费（欠）

# Closed lists
fee-kind-deposit = 保证金
fee-kind-annual = 年费
fee-kind-plan = 套餐
fee-kind-listing = 上架费
fee-state-due = 待付
fee-state-paid = 已付
fee-state-owed = 欠款
fee-state-dropped = 已取消
fee-state-returned = 已退还

# At the door
admission-lack-unpaid = 尚未支付：{ $fee }
admission-move-payment_due = 需要付款
admission-move-paid = 已付款
admission-move-paid_too_late = 付款过期，原路退回
admission-move-deposit_used = 保证金已赔付买家
admission-move-deposit_returned = 保证金已退还
admission-next-paying = 已获批准。请在{ $date }前付清款项，之后即可布置店铺。
admission-progress-paying = 付款
mail-door-payment_due-subject = { $shop } 已获批准：待付款项
mail-door-payment_due-heading = 欢迎：您的申请已获批准
mail-door-payment_due-text = 请在{ $date }前支付保证金和费用，金额见申请页面。之后即可布置店铺。
mail-door-paid_too_late-subject = { $shop } 的付款将退回
mail-door-paid_too_late-heading = 付款来迟了
mail-door-paid_too_late-text = 到账时已无应付款项，全额原路退回。

# Paying at the door
fee-due = 待付款项
fee-vat = 增值税
fee-total = 合计
fee-deposit-note = 保证金仍归您所有：关店后扣除赔付部分退还。
fee-reverse-charge = 不计增值税：反向征收（2006/112/EC 指令第 196 条）。
fee-pay-provider = 支付 { $amount }
fee-pay-balance = 用余额支付
fee-pay-balance-note = 可用余额 { $amount }。
fee-pay-silent = 支付服务暂无响应，请稍后再试。
done-seller-application-paid = 已付款，谢谢！

# Checks of the doctor
operator-check-fee-charged_as_posted = 每笔费用均按收取入账
operator-check-fee-earned_by_the_month = 年费按月确认
operator-check-fee-owed_is_a_debt = 所欠费用均为账面债务
operator-check-fee-nothing_open_unpaid = 未付清者不得开店
operator-check-fee-deposit_within_terms = 保证金不超过缴纳额
operator-check-timer-every_fee_goes_on = 每个费用账户均有定时
operator-check-timer-every_fee_payment_is_asked_about = 商家未决付款均有查询

# Fees of a shop
fee-title = 费用
fee-charged = 已收费用
fee-none = 除佣金外没有其他费用。
fee-when = 日期
fee-what = 项目
fee-net = 不含税
fee-prices = 平台收费标准
fee-without-vat = 费用不含增值税；保证金不计税。
fee-standing = 账户状况
fee-deposit-left = { $left }（应缴 { $lodged }）
fee-deposit-back = 保证金退还日
fee-next-year = 下次年费日期
fee-owed = 欠款
fee-owed-still = 尚欠 { $amount }
fee-available = 可用余额
fee-earned = 已确认
fee-from-to = { $least } 至 { $most }
fee-top-up-by = 请在{ $date }前补足保证金，逾期商品下架。
fee-top-up = 补足期限
fee-reason = 原因
fee-use-deposit = 赔付买家
fee-use-deposit-text = 从保证金中赔付已完成订单的买家，并将您的说明写信告知商家。
fee-use-deposit-do = 动用保证金
fee-ask-deposit = 要求缴纳保证金
fee-ask-deposit-text = 适用于未缴保证金的店铺，逾期未付则下架。
fee-ask-amount = 金额
fee-ask-deposit-do = 发出要求
done-operator-deposit-asked = 已要求缴纳，并写信告知商家。
done-operator-deposit-used = 已动用保证金，买卖双方均会收到信件。
operator-cause-deposit = 保证金赔付
mail-cause-deposit = 平台用店铺保证金赔付您。

# Letters about fees
mail-fee-button = 打开费用页面
mail-fee-until = 请在{ $date }前支付，逾期商品下架直至付清。
mail-fee-deposit_asked-subject = { $shop } 需缴保证金
mail-fee-deposit_asked-heading = 请缴纳保证金
mail-fee-deposit_asked-text = 平台要求 { $shop } 缴纳保证金 { $amount }，仍归您所有。
mail-fee-deposit_used-subject = { $shop } 的保证金已被动用
mail-fee-deposit_used-heading = 保证金已赔付买家
mail-fee-deposit_used-text = { $shop } 的保证金中有 { $amount } 赔付给买家，原因如下。
mail-fee-deposit_returned-subject = { $shop } 的保证金已退还
mail-fee-deposit_returned-heading = 保证金已退还
mail-fee-deposit_returned-text = { $shop } 的 { $amount } 扣除欠款后已转入余额，随下次提现到账。
mail-fee-owed-subject = { $shop } 有欠费
mail-fee-owed-heading = 余额不足以支付费用
mail-fee-owed-text = { $shop } 欠费 { $amount }，将从后续销售中优先扣除。
mail-fee-given_back-subject = { $shop } 的部分年费已返还
mail-fee-given_back-heading = 销售达标，年费返还
mail-fee-given_back-text = 按规则，{ $shop } 全年销售达标，返还 { $amount }（不含税），已转入余额。

# Invoices
invoice-list = 发票
invoice-none = 暂无发票
invoice-none-text = 佣金于次月初开票，其他费用收取时开票。
invoice-number = 号码
invoice-no-number = 编号中
invoice-day = 开票日期
invoice-supplied = 收费日期
invoice-from = 开票方
invoice-to = 受票方
invoice-rate = 税率
invoice-vat-number = 税号 { $number }
invoice-settled = 已从商家余额扣除或以后续销售抵扣，无需另行转账。
invoice-title-invoice = 发票
invoice-title-credit_note = 贷项通知单
invoice-series-invoice = { $what }
invoice-series-credit_note = 贷项：{ $what }
invoice-cause-commission = 佣金
invoice-cause-annual = 年费
invoice-cause-plan = 套餐费
invoice-cause-listing = 上架费
invoice-earlier = 上个月
invoice-later = 下个月
invoice-none-month = 本月没有发票
invoice-none-month-text = 发票编号后显示在此。
invoice-sum = 合计项目
invoice-count = 张数
invoice-file = 下载本月 CSV
operator-check-invoice-every_fee_once = 每笔费用有且只有一张等额发票
operator-check-invoice-credited_as_given_back = 贷项与返还一致
operator-check-invoice-commission_as_posted = 佣金发票与账面一致
operator-check-invoice-reversals_as_posted = 佣金贷项与账面一致
operator-check-invoice-numbers_without_gaps = 号码连续无重
operator-check-invoice-counters_go_on = 计数器指向下一号码

# What members may do, and the audit
people-may-fees-pay = 支付费用并选择套餐
people-may-deposits-use = 要求并动用保证金
audit-deed-fee-paid = 用余额支付费用
audit-deed-fee-payment-begun = 开始支付费用
audit-deed-deposit-asked = 要求缴纳保证金
audit-deed-deposit-used = 动用保证金赔付买家
audit-field-order = 订单

# Plans and listed products
rule-fees-plans = 套餐
rule-fees-plans-hint = 每行一个套餐，JSON 格式：code、name、amount_minor（每月），以及其优惠：commission_less_ppm、free_listings；currency 可省略。
rule-fees-listing = 商品上架费
rule-fees-listing-hint = 每种货币一行，JSON 格式：amount_minor、months、free；currency 可省略。11 Main 每月收 5 美分，Etsy 四个月收 20 美分。
rule-plan-month = 每月 { $amount }
rule-plan-less = 佣金降低 { $rate }
rule-plan-free = { $count } 件商品免费
rule-listing = { $months ->
    [one] 每件商品每月 { $amount }
   *[other] 每件商品 { $months } 个月 { $amount }
}
fee-of-plan = { $kind }：{ $plan }
fee-of-listings = { $kind }：{ $count } 件商品
fee-line-commission = 佣金 { $rate }
fee-plans = 套餐
fee-plans-text = 升级套餐即时生效：按本月剩余天数（UTC，含今天）补差价。降级或退出自下月一日起生效。套餐按月收费，直到您退出。
fee-plan-none = 不用套餐
fee-plan-none-text = 按平台的普通标准收费。
fee-plan-holds = 当前套餐
fee-plan-ends = 本月底结束
fee-plan-comes = 下月起生效
fee-plan-choose = 选择
fee-plan-keep = 保留
fee-plan-leave = 退出套餐
done-seller-plan-chosen = 已记录：自下月一日起生效。
audit-deed-plan-chosen = 已选择套餐
audit-field-plan = 套餐
operator-check-fee-month_charged_once = 套餐和上架费每月只收一次
operator-check-fee-plan_charged_as_chosen = 每个生效的套餐均已计费

# Categories that a shop names
admission-detail-categories = 您将经营的分类
admission-category-number = 分类 { $number }
admission-categories-hint = 一至五个，每个都包含其下的全部分类。保证金和年费按其中最高的一档收取，不累加。
admission-categories = 分类
admission-categories-rise = 这些分类比您店铺已付的多 { $amount }。保证金须在市场规定的期限内补足，尚未开业的店铺须在开业前补足；首个年费立即收取。目前尚未作任何更改。
admission-categories-later = 更高档的分类可能要求更高的保证金，您会先看到金额。年费自下一年起相应调整。
admission-categories-agree = 同意并保存
admission-categories-save = 保存分类
done-seller-application-categories = 分类已保存。
admission-move-categories_named = 分类已更改
audit-deed-categories-named = 店铺分类已更改
audit-field-categories = 分类
rule-goods-only_named = 仅限店铺填报的分类
rule-goods-only_named-hint = 是：其他分类的商品会被拒绝，使保证金和费用与所售商品相符。没有申请记录的店铺不受影响。
