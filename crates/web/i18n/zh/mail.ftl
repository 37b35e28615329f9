# Mails. Keys begin with mail-.

mail-hello = { $name }，您好：
mail-hello-nobody = 您好：
mail-why-buyer = 您收到此信，是因为您在{ $market }购买了商品。
mail-why-seller = 您收到此信，是因为您在{ $market }开店。
mail-why-account = 您收到此信，是因为有人在{ $market }填写了这个邮箱。
mail-link-by-hand = 如果按钮无法打开，请复制以下网址：

mail-order = 订单
mail-shop = 店铺
mail-amount = 金额
mail-delivery = 配送
mail-shop-total = 本店合计
mail-total = 合计
mail-granted = 获准金额
mail-reason = 原因
mail-reasons = 理由
mail-carrier = 承运商
mail-tracking = 运单号
mail-ship-by = 最晚发货
mail-answer-by = 最晚答复
mail-pieces = { $count ->
   *[other] { $count } 件
}
mail-see-purchase = 查看购买详情
mail-confirm-by = 收到商品后请确认收货，店铺随后才会收到货款。如无回音，将于 { $date } 自动确认收货。

mail-placed-subject = 付款成功：{ $total }
mail-placed-heading = 感谢您的购买
mail-placed-text = 我们已收到您的付款。各店铺将分别发货，明细如下。
mail-placed-held = 货款由我们担保保管，您收到商品之后才会付给店铺。

mail-shipped-subject = { $shop }已发货
mail-shipped-heading = 包裹在路上了
mail-shipped-text = { $shop }已将您的包裹交给承运商。
mail-shipped-button = 跟踪订单

mail-delivered-subject = { $shop }寄出的包裹已送达
mail-delivered-heading = 包裹已送达
mail-delivered-text = { $shop }寄出的包裹已送达，请检查商品是否完好。
mail-delivered-button = 确认收货或反映问题

mail-refunded-subject = { $amount } 正在退还给您
mail-refunded-heading = 退款已发出
mail-refunded-text = { $amount } 已退回您付款时使用的银行卡或账户，银行通常需要二至五个工作日到账。
mail-cause-cancelled = 订单已取消。
mail-cause-request = 您的退款申请已获批准。
mail-cause-withdrawal = 您已行使撤回权。
mail-cause-unusable = 该笔付款无法使用。
mail-cause-goodwill = 店铺主动退还这笔款项。
mail-payment-refunded-heading = 付款来得太晚了
mail-payment-refunded-text = 您的付款到达时商品预留已失效，或属于重复付款，因此没有产生任何订单。

mail-cancelled-subject = 您在{ $shop }的订单已取消
mail-cancelled-heading = 订单已取消

mail-cancelled-text = 您在{ $shop }的订单到此结束，不会再发货。
mail-cancelled-back = 所付款项将退还给您，退款发出时会另行通知。

mail-answered-subject = 您向{ $shop }提出的申请有了答复
mail-answered-heading = 您的申请有了答复
mail-answered-asked = 您的申请已交给店铺，等待答复。
mail-answered-agreed = 店铺同意了您的申请，退款现在发出。
mail-answered-agreed_by_silence = 店铺逾期未答复，申请自动通过，退款现在发出。
mail-answered-refused_by_seller = 店铺拒绝了您的申请。如不同意，您可以请市场运营方裁决。
mail-answered-escalated = 市场运营方将作出裁决。我们会查看双方的说明，并给出理由。
mail-answered-ruled = 市场运营方已作出裁决。
mail-answered-withdrawn = 您已撤销申请。

mail-withdrawal-subject = 回执：您已撤回与{ $shop }的合同
mail-withdrawal-heading = 我们已收到您的撤回声明
mail-withdrawal-text = 您于 { $moment } 声明撤回本合同，本信即为回执。
mail-declaration = 您的声明
mail-withdrawal-words = 本人撤回订单 { $order } 所涉商品的合同。
mail-declared-by = 声明人
mail-declared-at = 声明时间
mail-withdrawal-next = 请在 14 天内寄回商品，店铺会告知退货地址；收到商品或寄件凭证后即退款。
mail-withdrawal-keep = 请保存此信，它可证明您声明的日期和时间。

mail-verify-subject = 请确认您在{ $market }的邮箱
mail-verify-heading = 这是您的邮箱吗？
mail-verify-text = 点击按钮即可证明邮箱属于您。此前以访客身份用它购买的订单，也会归入您在{ $market }的账户。
mail-verify-button = 确认邮箱
mail-verify-not-you = 链接仅可使用一次，24 小时内有效。如非本人操作，请忽略此信。
mail-reset-subject = 重设{ $market }的密码
mail-reset-heading = 设置新密码
mail-reset-text = 有人（应该是您）请求重设{ $market }的密码。
mail-reset-button = 设置密码
mail-reset-not-you = 链接仅可使用一次，一小时内有效。如非本人操作，请忽略此信，密码不会改变。

mail-sold-subject = { $shop }：新订单，{ $total }
mail-sold-heading = 您有新订单
mail-sold-text = 订单已付款，请在 { $date } 之前发货。
mail-sold-button = 去发货
mail-sold-held = 货款由我们担保保管，买家收货后放款给您。
mail-paid-out-subject = { $amount } 已汇往您的银行
mail-paid-out-heading = 提现已汇出
mail-paid-out-text = { $amount } 已汇往您尾号为 { $end } 的账户。
mail-paid-out-button = 查看余额
mail-asked-subject = 买家申请退款：{ $order }
mail-asked-heading = 买家申请退款
mail-asked-text = 买家申请退款 { $amount }，请在 { $date } 之前答复。
mail-asked-buyer = 买家说明
mail-asked-button = 答复申请
mail-asked-silence = 逾期未答复，申请将自动通过。
mail-reason-not_received = 未收到包裹
mail-reason-not_as_described = 与描述不符
mail-reason-damaged = 商品损坏
mail-reason-wrong_item = 发错商品
mail-reason-changed_mind = 不想要了
mail-reason-other = 其他

mail-why-operator = 您收到此信，是因为您代表{ $market }的运营方。
mail-rules-proposed-subject = { $author } 提议修改{ $market }的规则
mail-rules-proposed-heading = 新规则等待另一位成员决定
mail-rules-proposed-text = { $author } 提议修改{ $market }的规则。修改涉及卖家资金，须由另一位成员同意。
mail-rules-proposed-button = 查看并决定
mail-rules-announced-subject = { $market }自 { $date } 起适用新规则
mail-rules-announced-heading = 市场规则即将变更
mail-rules-announced-text = 自 { $date } 起，{ $market }的以下规则将变更：
mail-rules-announced-orders = 此前的订单沿用下单时的规则。
mail-rules-announced-button = 查看全部规则
mail-rules-announced-leave = 如不同意，您可在 { $date } 之前终止与我们的合同。

# applications
mail-why-applicant = 您收到此信是因为您申请在{ $market }开店。
mail-door-paper = 证件
mail-door-words = 原话
mail-door-button = 打开申请
mail-door-submitted-subject = 已收到 { $shop } 的入驻申请
mail-door-submitted-heading = 申请已收到
mail-door-submitted-text = 谢谢。我们会在{ $date }前审核，页面上可查看每一步进展。
mail-door-asked-subject = 关于 { $shop } 的一个问题
mail-door-asked-heading = 我们有一个问题
mail-door-asked-text = 请在{ $date }前回答，逾期申请失效。
mail-door-sent_back-subject = { $shop } 的申请需要补充
mail-door-sent_back-heading = 请补充您的申请
mail-door-sent_back-text = 已通过的材料继续有效，其余请在{ $date }前补齐。
mail-door-approved-subject = { $shop } 已获批准
mail-door-approved-heading = 欢迎：您的申请已获批准
mail-door-approved-text = 请布置店铺、设置配送，并在{ $date }前开业。
mail-door-opened-subject = { $shop } 已开业
mail-door-opened-heading = 您的店铺已开业
mail-door-opened-text = 买家现在可以找到它。证件到期前 30 天和 7 天我们会写信提醒。
mail-door-ends_in_a_month-subject = { $shop } 有证件将在 30 天内到期
mail-door-ends_in_a_month-heading = 有证件即将到期
mail-door-ends_in_a_month-text = 请及时提交新的证件：到期当天商品会自动下架。
mail-door-ends_in_a_week-subject = { $shop } 有证件将在 7 天内到期
mail-door-ends_in_a_week-heading = 有证件将在一周内到期
mail-door-ends_in_a_week-text = 新证件须在到期前通过审核，否则商品会自动下架。
mail-door-supervised-subject = { $shop } 的商品已下架
mail-door-supervised-heading = 缺少必需的材料
mail-door-supervised-text = 补齐之前商品下架，已下的订单继续履行。{ $date }仍未补齐则关闭店铺。
mail-door-reopened-subject = { $shop } 恢复营业
mail-door-reopened-heading = 您的店铺恢复营业
mail-door-reopened-text = 材料齐全，商品已重新上架。
mail-door-became_trader-subject = 您此后以经营者身份出售
mail-door-became_trader-heading = 成为经营者后的变化
mail-door-became_trader-text = 买家可在 14 天内撤回并享有法定保障；您的名称、地址和登记号会公开显示；您须就销售纳税。页面上列出了仍缺的证件。
mail-door-closed-subject = { $shop } 已关闭
mail-door-closed-heading = 您的店铺已关闭
mail-door-closed-text = 不再出售商品，已下的订单继续履行，直至全部结清。
mail-door-refused-subject = { $shop } 的申请未获通过
mail-door-refused-heading = 我们无法接受您的店铺
mail-door-refused-text = 原因如下。您可以在申请页面要求复核一次。
mail-door-appeal_granted-subject = { $shop } 将重新审核
mail-door-appeal_granted-heading = 申诉成立
mail-door-appeal_granted-text = 我们会重新审核您的材料，并在{ $date }前答复。
mail-door-appeal_rejected-subject = 维持对 { $shop } 的拒绝
mail-door-appeal_rejected-heading = 申诉被驳回
mail-door-appeal_rejected-text = 我们已再次审核，此决定为最终决定。您可随时重新申请，也可寻求调解或诉讼。
mail-door-overdue-subject = { $shop } 的申请等待过久
mail-door-overdue-heading = 我们逾期了
mail-door-overdue-text = 申请已排到最前，将在{ $date }前审核。
mail-door-lapsed-subject = { $shop } 的申请已失效
mail-door-lapsed-heading = 您的申请已失效
mail-door-lapsed-text = 我们没有按时收到答复。您可随时重新申请。
