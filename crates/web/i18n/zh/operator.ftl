# The operator console. Keys begin with operator-.

operator-overview = 概览
operator-orders = 订单
operator-requests = 退款申请
operator-shops = 店铺
operator-payouts = 提现
operator-ledger = 总账
operator-reconciliation = 对账
operator-policy = 规则
operator-doctor = 体检
operator-search-hint = 订单号
operator-you-are-here = 当前位置

operator-all = 全部
operator-state = 状态
operator-by-state = 按状态
operator-amount = 金额
operator-sum = 合计
operator-day = 日期
operator-look = 查看
operator-show = 显示
operator-none = 无
operator-yes = 是
operator-no = 否
operator-days = { $count ->
   *[other] { $count } 天
}
operator-minutes = { $count ->
   *[other] { $count } 分钟
}

operator-sold-days = 近 { $days } 天销售额
operator-orders-days = 近 { $days } 天订单
operator-against-before = { $percent }%，此前 { $before }
operator-same-as-before = 与此前持平：{ $before }
operator-nothing-before = 此前几天没有数据
operator-held = 进行中的订单
operator-orders-count = { $count ->
   *[other] { $count } 个订单
}
operator-shops-open = 营业店铺
operator-listings-count = { $count ->
   *[other] { $count } 件在售商品
}
operator-waiting = 待您处理
operator-wait-escalated = { $count ->
   *[other] { $count } 个申请等待裁决
}
operator-none-escalated = 没有等待裁决的申请
operator-wait-payouts = { $count ->
   *[other] { $count } 笔提现等待批准
}
operator-none-payouts = 没有等待批准的提现
operator-wait-unknown = { $count ->
   *[other] 支付商文件中有 { $count } 行无法对应
}
operator-none-unknown = 支付商文件的每一行都已对应
operator-sold-by-day = 每日销售额
operator-in-units = 单位 { $currency }
operator-in-thousands = 单位 千 { $currency }
operator-in-millions = 单位 百万 { $currency }
operator-as-table = 以表格显示

operator-order = 订单
operator-order-of = 订单 { $id }
operator-shop = 店铺
operator-seller = 卖家
operator-buyer = 买家
operator-address = 收货地址
operator-placed = 下单时间
operator-purchase = 购买单
operator-charge = 支付商编号
operator-commission = 佣金
operator-fee = 已得佣金
operator-confirms = 自动确认收货
operator-line = 商品行
operator-goods = 商品
operator-delivery = 配送
operator-tax = 税费
operator-total = 合计
operator-course = 经过
operator-parcels = 包裹
operator-parcel-sent = { $moment } 发出
operator-parcel-delivered = { $moment } 送达
operator-refunds = 退款
operator-refunded-of = 已退 { $amount }
operator-orders-none = 这里没有订单
operator-orders-none-text = 买家付款后，订单会出现在这里。
operator-order-not-found = 本市场没有编号为“{ $searched }”的订单。

operator-transfers = 转账记录
operator-transfers-none = 该订单没有资金变动。
operator-reason = 事由
operator-debit = 借方
operator-credit = 贷方
operator-escrow-after = 担保资金余额
operator-escrow-agrees = 担保资金 { $held }
operator-escrow-differs = 担保资金应为 { $expected }，转账记录却为 { $held }

operator-state-to_ship = 待发货
operator-state-part_shipped = 部分发货
operator-state-shipped = 已发货
operator-state-delivered = 已送达
operator-state-completed = 已完成
operator-state-cancelled = 已取消
operator-state-refunded = 已退款
operator-request-asked = 待卖家答复
operator-request-refused_by_seller = 卖家已拒绝
operator-request-escalated = 等待裁决
operator-request-agreed = 已同意
operator-request-agreed_by_silence = 逾期自动同意
operator-request-ruled = 已裁决
operator-request-withdrawn = 已撤销
operator-refund-opened = 处理中
operator-refund-done = 已完成
operator-refund-failed = 失败
operator-payout-proposed = 待批准
operator-payout-approved = 已批准
operator-payout-paid = 已支付
operator-payout-returned = 银行退回
operator-payout-refused = 已拒绝
operator-shop-open = 营业中
operator-shop-closed = 已关闭
operator-kind-refund = 退款
operator-kind-withdrawal = 撤回合同
operator-asked-not_received = 未收到
operator-asked-not_as_described = 与描述不符
operator-asked-damaged = 商品损坏
operator-asked-wrong_item = 发错商品
operator-asked-changed_mind = 不想要了
operator-asked-other = 其他
operator-cause-cancelled = 订单取消
operator-cause-request = 申请获准
operator-cause-withdrawal = 撤回合同
operator-cause-unusable = 付款无法使用
operator-cause-goodwill = 卖家主动退款
operator-by-buyer = 买家
operator-by-seller = 卖家
operator-by-operator = 运营方
operator-by-time = 定时器
operator-by-provider = 支付商
operator-step-placed = 已付款
operator-step-shipped = 已发货
operator-step-delivered = 已送达
operator-step-confirmed = 确认收货
operator-step-confirmed_by_silence = 自动确认收货
operator-step-cancelled = 已取消
operator-step-refund_asked = 申请退款
operator-step-refund_refused = 拒绝退款
operator-step-refund_agreed = 同意退款
operator-step-refund_agreed_by_silence = 逾期自动同意退款
operator-step-refund_escalated = 请求裁决
operator-step-refund_ruled = 已裁决
operator-step-refund_withdrawn = 撤销申请
operator-step-refunded = 已退款
operator-step-withdrawal_declared = 声明撤回合同
operator-step-paid_out = 已提现
operator-step-matured = 提现等待期满

operator-account = 账户
operator-account-provider_transit = 支付商在途资金
operator-account-safeguarded_bank = 专用存管银行账户
operator-account-own_bank = 自有银行账户
operator-account-due_from_seller = 卖家欠款
operator-account-escrow = 担保资金
operator-account-payable_pending = 卖家余额（待结算）
operator-account-payable_available = 卖家余额（可提现）
operator-account-buyer_balance = 应退买家
operator-account-fee_vat = 佣金增值税
operator-account-tax_collected = 代收税款
operator-account-commission_income = 佣金收入
operator-account-provider_cost = 支付成本
operator-reason-capture = 买家付款
operator-reason-late_capture = 逾期或重复付款
operator-reason-late_refund = 退回逾期付款
operator-reason-settlement = 支付商结算
operator-reason-provider_fee = 支付商手续费
operator-reason-refund_settlement = 退款结算
operator-reason-top_up = 自有资金补足手续费
operator-reason-release = 放款给卖家
operator-reason-tax_collected = 代收税款
operator-reason-commission = 佣金
operator-reason-fee_vat = 佣金增值税
operator-reason-sweep = 佣金划转
operator-reason-sweep_back = 佣金划回
operator-reason-mature = 提现等待期满
operator-reason-debt_recovered = 收回卖家欠款
operator-reason-payout = 提现
operator-reason-payout_returned = 提现退回
operator-reason-refund_from_escrow = 从担保资金退款
operator-reason-refund_from_pending = 从待结算余额退款
operator-reason-refund_from_available = 从可提现余额退款
operator-reason-refund_from_debt = 垫付退款，卖家欠款
operator-reason-refund_from_tax = 退还税款
operator-reason-commission_reversal = 退还佣金
operator-reason-fee_vat_reversal = 退还佣金增值税

operator-ruling = 裁决
operator-asked-for = 申请金额
operator-asked-at = 申请时间
operator-granted = 获准金额
operator-closed-at = 结束时间
operator-answer-by = 卖家最晚答复
operator-left = 尚可退款
operator-rule-decision = 您的裁决
operator-rule-full = 按申请金额退款
operator-rule-partial = 部分退款
operator-rule-partial-note = 金额填在下方
operator-rule-none = 不退款
operator-rule-amount = 部分退款金额
operator-rule-amount-hint = 仅部分退款时填写。
operator-rule-reasons = 理由
operator-rule-reasons-hint = 双方都会看到原文。
operator-rule-send = 作出裁决
done-operator-ruled = 裁决已生效，双方已收到通知。
operator-requests-ours = 买卖双方未能达成一致。请打开订单，查看双方说明后裁决。
operator-requests-none = 这里没有申请
operator-requests-none-text = 大多数时候，买卖双方能自行解决。

operator-products = 商品
operator-opened = 开店日期
operator-shops-what = 店铺关闭后不再销售，进行中的订单照常履行。
operator-shops-none = 还没有店铺
operator-shops-none-text = 卖家开店后会出现在这里。
operator-shop-close = 关闭
operator-shop-open-again = 开放
done-operator-shop-open = 店铺已开放。
done-operator-shop-closed = 店铺已关闭。

operator-proposed = 提出时间
operator-payouts-none = 这里没有提现
operator-payouts-none-text = 系统按周期，从卖家可提现余额中提出提现。
operator-payout-approve = 批准所选
operator-payout-approve-hint = 款项随即汇往卖家银行。
operator-payout-refuse-them = 改为拒绝
operator-payout-refuse = 拒绝所选
operator-payout-reason = 理由
operator-payout-reason-hint = 卖家会看到。款项留在余额中。
operator-payouts-none-chosen = 请至少选择一笔提现。
operator-payouts-too-many = 最多选择 { $max } 笔提现。
done-operator-payouts-approved = 所选提现已批准。
done-operator-payouts-refused = 所选提现已拒绝。
done-operator-payouts-left = 部分提现未处理：已有决定，或余额不足，或缺少银行账户；其余已完成。
done-operator-checked = 检查已完成。

operator-until-day = 截至
operator-until = 截至 { $date } 结束
operator-until-now = 截至现在
operator-debits-credits = 借方与贷方
operator-equal = 相等
operator-not-equal = 不相等
operator-owed = 应付他人
operator-owed-note = 担保资金、卖家、买家、税款
operator-covered = 为其持有 { $held }：足额
operator-not-covered = 为其持有 { $held }：不足额
operator-balance = 余额
operator-ledger-none = 还没有记账
operator-ledger-none-text = 第一笔付款会产生第一批转账记录。

operator-reconciliation-what = 总账记录的结算、支付商文件和银行到账：一天结清后三者相同。
operator-reconciliation-none = 尚未读取结算文件
operator-reconciliation-none-text = 每天的支付商文件在次日凌晨读取。
operator-book-ledger = 总账
operator-book-file = 支付商文件
operator-book-fee = 其中手续费
operator-book-bank = 银行
operator-agrees = 一致
operator-differs = 不一致
operator-days-agree = 每天都一致
operator-days-differ = { $count ->
   *[other] { $count } 天不一致
}
operator-unknown-lines = { $count ->
   *[other] 文件中有 { $count } 行无法对应：请向支付商核实。
}
operator-ledger-more = 总账比文件多 { $amount }：文件缺少一笔付款或退款。
operator-ledger-less = 总账比文件少 { $amount }：文件中有内容未记账。
operator-bank-more = 银行到账比文件多 { $amount }。
operator-bank-less = 文件中的 { $amount } 尚未到账：转账可能需要一天。
operator-differs-somehow = 账目不一致，体检会指出位置。

operator-policy-what = 修改自生效起适用；进行中的订单沿用下单时的版本。
operator-policy-in-force = 第 { $number } 版（{ $date }），制定人 { $author }
operator-policy-commission = 佣金
operator-policy-escrow = 担保资金
operator-policy-refunds = 退款
operator-policy-payouts = 提现
operator-policy-checkout = 结账
operator-policy-tax = 税费
operator-policy-commission-rate_ppm = 费率（%）
operator-policy-commission-rate_ppm-hint = 0 至 50
operator-policy-commission-base = 计算基数
operator-policy-escrow-confirm_days_after_delivery = 送达后自动确认收货天数
operator-policy-escrow-confirm_days_after_delivery-hint = 1 至 90
operator-policy-escrow-confirm_days_after_dispatch = 发货后自动确认收货天数（送达时间未知时）
operator-policy-escrow-confirm_days_after_dispatch-hint = 1 至 120
operator-policy-refunds-answer_days = 卖家答复期限（天）
operator-policy-refunds-answer_days-hint = 1 至 30；逾期视为同意
operator-policy-refunds-ask_days_after_completion = 完成后可申请退款天数
operator-policy-refunds-ask_days_after_completion-hint = 0 至 730
operator-policy-refunds-withdrawal_days = 撤回权天数
operator-policy-refunds-withdrawal_days-hint = 适用欧盟法律时为 14 至 100，否则留空
operator-policy-payouts-delay_days = 放款到可提现的天数
operator-policy-payouts-delay_days-hint = 0 至 60
operator-policy-payouts-every_days = 提现间隔天数
operator-policy-payouts-every_days-hint = 1 至 31
operator-policy-payouts-least_minor = 最低提现金额
operator-policy-payouts-approved_by_hand = 每笔提现由运营方批准
operator-policy-checkout-hold_minutes = 未付款商品预留分钟数
operator-policy-checkout-hold_minutes-hint = 1 至 10,080
operator-policy-checkout-guests = 访客可以购买
operator-policy-tax-regime = 价格
operator-base-goods = 商品
operator-base-goods_and_delivery = 商品与配送
operator-regime-included = 含增值税，由卖家缴纳
operator-regime-added = 不含销售税，由市场代收
operator-error-not-a-rate = 请填写百分比，例如 5 或 3.5。
operator-policy-nothing = 没有变化：这些就是现行数值。
operator-policy-changes = 第 { $number } 版的变化
operator-policy-put = 使第 { $number } 版生效
operator-policy-put-hint = 自现在起，适用于新的购买。
operator-policy-compare = 查看变化
operator-policy-compare-hint = 暂不生效。
operator-policy-versions = 历次版本
operator-policy-since-start = 自开业起
done-operator-policy-saved = 新版本已生效。
operator-version = 版本
operator-since = 生效时间
operator-author = 制定人
operator-changed = 变化

operator-check = 检查项
operator-found = 结果
operator-holds = 成立
operator-broken = 不成立
operator-doctor-what = 在运行中的数据库上检查总账、库存和列表的所有不变量，不作任何修改。
operator-doctor-run = 开始检查
operator-doctor-never = 尚未进行检查
operator-doctor-never-text = 检查会读取整个总账，市场较大时需要一些时间。
operator-doctor-sound = 所有检查都成立
operator-doctor-broken = { $count ->
   *[other] { $count } 项检查不成立
}

operator-check-ledger-balances_equal_their_transfers = 每个余额等于其转账记录之和
operator-check-ledger-captured_is_held_released_or_refunded = 已扣款项均在担保中、已放款或已退款
operator-check-ledger-entries_balance = 借贷相等
operator-check-ledger-escrow_of_each_order = 每个订单的担保资金与订单一致
operator-check-ledger-no_balance_below_zero = 受限余额均不为负
operator-check-ledger-nothing_posted_twice = 没有重复记账
operator-check-ledger-others_money_is_covered = 他人资金足额
operator-check-ledger-payouts_from_available = 提现均来自可提现余额
operator-check-ledger-refunds_as_posted = 退款与记账一致
operator-check-ledger-refunds_within_captures = 退款不超过扣款
operator-check-ledger-released_as_posted = 放款与订单一致
operator-check-ledger-transfers_are_whole = 每条转账记录完整
operator-check-order-lines_sum_to_the_order = 订单行之和等于订单
operator-check-purchase-paid_once_and_whole = 购买只付款一次且足额
operator-check-settlement-nothing_settled_twice = 没有任何款项被重复结算
operator-check-settlement-every_line_is_ours = 结算文件每一行都可对应
operator-check-settlement-ledger_file_and_bank_agree = 总账、支付商文件与银行一致
operator-check-stock-figures_equal_movements = 库存等于库存变动之和
operator-check-stock-held_equals_holds = 预留数量等于预留记录
operator-check-stock-sold_equals_waiting_lines = 已售数量等于待发货订单行
operator-check-timer-every_clock_rings = 每个计时都有定时器
operator-check-timer-every_request_is_answered = 每个未结申请都有定时器
operator-check-timer-every_waiting_purchase_expires = 每个待付购买都有定时器
