# 卖家中心。键名以 seller- 开头。

# 菜单。
seller-menu-today = 今日
seller-menu-orders = 订单
seller-menu-tracking = 批量发货
seller-menu-products = 商品
seller-menu-balance = 账户余额
seller-menu-payouts = 提现
seller-menu-policy = 市场规则
seller-menu-shop = 店铺设置

# 时间。
seller-left-days = { $count ->
   *[other] 还剩 { $count } 天
}
seller-left-hours = { $count ->
   *[other] 还剩 { $count } 小时
}
seller-left-none = 已超时
seller-deadline-late = { $day }起已逾期
seller-deadline-today = 今天 { $time }
seller-deadline-tomorrow = 明天

# 首页。
seller-morning = { $name }，早上好
seller-afternoon = { $name }，下午好
seller-evening = { $name }，晚上好
seller-todo = 待办事项
seller-todo-none = 暂无待办，新订单会显示在这里。
seller-todo-late = { $count ->
   *[other] 笔订单已逾期，请立即发货
}
seller-todo-late-act = 发货
seller-todo-ship = { $count ->
   *[other] 笔订单待发货
}
seller-todo-ship-act = 发货
seller-todo-answer = { $count ->
   *[other] 个退款申请待答复，逾期未答复视为同意
}
seller-todo-answer-act = 答复
seller-todo-bank = { $count ->
   *[other] 尚未绑定银行账户，无法提现
}
seller-todo-bank-act = 去绑定
seller-todo-due = { $count ->
   *[other] 因退款产生欠款
}
seller-todo-due-act = 查看
seller-todo-zones = { $count ->
   *[other] 店铺尚未设置配送范围
}
seller-todo-zones-act = 去设置
seller-todo-products = { $count ->
   *[other] 还没有在售商品
}
seller-todo-products-act = 发布商品
seller-todo-stock = { $count ->
   *[other] 个规格已售罄
}
seller-todo-stock-act = 补货
seller-todo-drafts = { $count ->
   *[other] 个草稿待完善
}
seller-todo-drafts-act = 查看
seller-figure-today = 今日销售额
seller-figure-fortnight = 近 14 天销售额
seller-figure-orders = { $count ->
   *[other] { $count } 笔订单
}
seller-chart = 近 14 天订单
seller-chart-label = 柱高为当日金额，上方数字为订单数
seller-chart-list = 以列表显示
seller-chart-day = 日期
seller-chart-amount = 金额

# 订单。
seller-orders-to-ship = 待发货
seller-orders-shipped = 运输中
seller-orders-delivered = 已送达
seller-orders-completed = 已完成
seller-orders-closed = 已取消和已退款
seller-orders-empty = 暂无订单
seller-orders-none-to-ship = 没有待发货的订单，全部已发出。新订单付款后会立即显示在这里。
seller-orders-none = 没有处于此状态的订单。
seller-orders-csv = 导出文件
seller-orders-upload = 上传物流单号
seller-orders-bulk-hint = 勾选订单并填写物流信息，即可一并发货。
seller-orders-bulk-ship = 将所选订单标记为已发货
seller-orders-choose = 选择订单 { $order }
seller-orders-order = 订单
seller-orders-goods = 商品
seller-orders-and-more = { $count ->
   *[other] 等另外 { $count } 件
}
seller-orders-paid = 实付
seller-orders-ship-by = 最晚发货
seller-orders-shipped-on = 发货日期
seller-orders-delivered-on = 送达日期
seller-orders-closed-on = 关闭日期
seller-orders-answer-by = 最晚答复
seller-orders-operator-decides = 由市场裁定
seller-orders-answered = 已答复
seller-orders-carrier = 承运商
seller-orders-carrier-of = { $order } 的承运商
seller-orders-tracking = 物流单号
seller-orders-tracking-of = { $order } 的物流单号
seller-orders-requests = 退款申请
seller-orders-none-chosen = 请先勾选至少一笔订单。
seller-state-to-ship = 待发货
seller-state-part-shipped = 部分发货
seller-state-shipped = 运输中
seller-state-delivered = 已送达
seller-state-completed = 已完成
seller-state-cancelled = 已取消
seller-state-refunded = 已退款
seller-step-placed = 已下单付款
seller-step-shipped = 已发货
seller-step-delivered = 已送达
seller-step-confirmed = 买家确认收货
seller-step-confirmed-by-silence = 到期自动确认收货
seller-step-cancelled = 已取消
seller-step-refund-asked = 申请退款
seller-step-refund-refused = 拒绝退款
seller-step-refund-agreed = 同意退款
seller-step-refund-agreed-by-silence = 逾期未答复，视为同意退款
seller-step-refund-escalated = 提交平台处理
seller-step-refund-ruled = 平台已裁定
seller-step-refund-withdrawn = 撤回申请
seller-step-refunded = 已退款
seller-step-withdrawal-declared = 行使撤回权
seller-step-paid-out = 已提现
seller-step-matured = 货款可提现
seller-step-ship-by = 最晚发货
seller-by-buyer = 买家
seller-by-seller = 您
seller-by-operator = 平台
seller-order-of = { $buyer } 的订单
seller-order-slip = 装箱单
seller-order-next-silence = { $day }自动确认收货
seller-order-next-stopped = 退款申请中，计时暂停
seller-order-next-payable = { $day }可提现
seller-order-parcels = 包裹
seller-order-course = 订单动态
seller-order-to = 收货信息
seller-order-money = 金额
seller-order-goods = 商品
seller-order-delivery = 运费
seller-order-tax = 其中税费
seller-order-tax-added = 税费
seller-order-fee = 平台佣金
seller-order-refunded = 已退款
seller-order-total = 买家实付
seller-order-money-note = 货款由平台保管，买家收货后转入您的余额。
seller-refund-opened = { $day }起退款处理中
seller-refund-done = { $day }已退款
seller-refund-failed = { $day }退款失败
seller-ship = 发货
seller-ship-left = 共 { $all } 件，还有 { $left } 件待发
seller-ship-pieces-of = 本包裹件数：{ $goods }
seller-ship-tracking-hint = 无单号的信件可留空。
seller-ship-button = 标记为已发货
seller-ship-note = 买家会收到含单号的邮件。未放入的商品可另行发出。
seller-parcel = 包裹
seller-parcel-left = { $day } 发出
seller-parcel-arrived = { $day } 送达
seller-parcel-mark-arrived = 标记为已送达
seller-cancel = 取消订单
seller-cancel-why = 原因
seller-cancel-hint = 买家会看到。
seller-cancel-button = 取消并退款 { $amount }
seller-goodwill = 主动退款
seller-goodwill-amount = 金额
seller-goodwill-hint = 最多 { $amount }。
seller-goodwill-text = 说明
seller-goodwill-button = 退款
seller-slip-packed = 已装
seller-slip-thanks = 感谢您在 { $shop } 购物。如有问题，请在订单页面联系我们。

# 买家的申请。
seller-request-refund = 申请退款 { $amount }
seller-request-withdrawal = 行使撤回权，应退 { $amount }
seller-request-answer = 您的答复
seller-request-ruling = 平台裁定
seller-request-agree = 同意退款 { $amount }
seller-request-refuse = 拒绝
seller-request-why = 理由
seller-request-why-hint = 买家会看到，并可申请平台介入。
seller-request-escalate = 请平台裁定
seller-request-silence = 逾期未答复，款项将退还买家。
seller-request-state-asked = 等待您答复
seller-request-state-refused-by-seller = 您已拒绝
seller-request-state-escalated = 平台处理中
seller-request-state-agreed = 已同意
seller-request-state-agreed-by-silence = 逾期视为同意
seller-request-state-ruled = 已裁定
seller-request-state-withdrawn = 已撤回
seller-reason-not-received = 未收到货
seller-reason-not-as-described = 与描述不符
seller-reason-damaged = 商品破损
seller-reason-wrong-item = 发错货
seller-reason-changed-mind = 不想要了
seller-reason-other = 其他原因

# 批量上传单号。
seller-tracking-text = 一次发出多笔订单：填写表格后上传。正确的行会立即发货，其余会逐行说明原因。
seller-tracking-file = 选择 CSV 文件
seller-tracking-hint = 逗号或分号分隔，UTF-8 编码，不超过 2 MB
seller-tracking-send = 上传并发货
seller-tracking-template = 下载空白模板
seller-tracking-columns = 列说明
seller-tracking-column-order = 订单编号，与导出的订单列表一致
seller-tracking-column-carrier = 承运商，可留空
seller-tracking-column-tracking = 物流单号，可留空
seller-tracking-report = 处理结果
seller-tracking-done = { $count ->
   *[other] { $count } 笔订单已发货。
}
seller-tracking-problems = { $count ->
   *[other] { $count } 行未处理：
}
seller-tracking-line = 行
seller-tracking-value = 内容
seller-tracking-why = 原因

# 商品。
seller-products-empty = 还没有商品
seller-products-empty-text = 添加第一件商品：有标题、价格和数量即可开始。
seller-products-all = 全部
seller-products-hint = 可直接在此修改价格和数量，然后一并保存。
seller-products-save = 全部保存
seller-product = 商品
seller-product-new = 发布商品
seller-product-variant = 规格
seller-product-price = 价格（{ $currency }）
seller-product-price-short = 价格
seller-product-price-of = { $goods } 的价格
seller-product-on-hand = 库存
seller-product-on-hand-of = { $goods } 的库存
seller-product-available = 可售
seller-product-left = { $count ->
   *[other] 余 { $count } 件
}
seller-product-sold-out = 售罄
seller-product-not-here = 本店未上架
seller-product-more = { $count ->
   *[other] 还有 { $count } 个规格
}
seller-product-draft = 草稿
seller-product-published = 在售
seller-product-removed = 已下架
seller-product-public = 查看买家页面
seller-product-title = 标题
seller-product-title-hint = 用买家会用的词说明它是什么。
seller-product-text = 描述
seller-product-text-hint = 材质、尺寸、保养方法。空行表示另起一段。
seller-product-category = 分类
seller-product-category-choose = 请选择分类
seller-product-tax = 税率类别
seller-product-language = 语言
seller-product-brand = 品牌
seller-product-drawing = 图案
seller-product-drawing-hint = 没有照片时显示。
seller-product-hue = 色相 0–359
seller-tax-standard = 标准税率
seller-tax-reduced = 低税率
seller-tax-super-reduced = 超低税率
seller-tax-zero = 零税率
seller-product-options = 规格项
seller-product-options-hint = 仅在买家需要选择时填写，如尺码、颜色。单一规格请留空。
seller-product-option = 规格项 { $number }
seller-product-option-values = 可选值，用逗号分隔
seller-product-combine = 为每种组合生成一行
seller-product-variants = 价格与库存
seller-product-was = 原价
seller-product-weight = 重量（克）
seller-product-sku = 货号
seller-product-barcode = 条形码
seller-product-cell = 第 { $row } 行：{ $name }
seller-product-add-row = 增加一行
seller-product-remove-row = 删除第 { $row } 行
seller-product-variants-hint = “库存”为实际存量，包含已售未发的数量。
seller-product-save = 保存
seller-product-publish = 保存并上架
seller-product-keep-draft = 存为草稿
seller-product-remove = 下架
seller-product-kept = { $count ->
   *[other] 另有 { $count } 个规格保持不变。
}
seller-pictures = 图片
seller-pictures-later = 请先保存商品，再添加图片。
seller-pictures-add = 选择图片
seller-pictures-hint = 支持 JPEG、PNG、WebP，每次最多 10 张，共 20 MB
seller-pictures-take = 拍照
seller-pictures-take-hint = 使用手机相机
seller-pictures-send = 上传
seller-pictures-waiting = 处理中
seller-pictures-failed = 无法读取，请换一张图片
seller-pictures-remove = 删除
seller-pictures-remove-of = 删除第 { $number } 张图片

# 库存。
seller-stock = 库存流水
seller-stock-none = 暂无流水，首次填写数量后开始记录。
seller-stock-when = 时间
seller-stock-cause = 原因
seller-stock-held = 已锁定
seller-stock-sold = 已售待发
seller-stock-on-hand-note = 实际存量
seller-stock-held-note = 为正在付款的买家保留
seller-stock-sold-note = 已付款未发货
seller-stock-available-note = 买家当前可下单
seller-stock-received = 入库
seller-stock-counted = 盘点
seller-stock-freed = 解除锁定
seller-stock-shipped = 发货
seller-stock-cancelled = 取消
seller-stock-returned = 退货

# 资金。
seller-balance-statement = 明细
seller-balance-held = 担保中
seller-balance-held-note = 买家尚未收货的订单，货款由平台为双方保管。
seller-balance-pending = 待结算
seller-balance-pending-note = 已归您所有，售后期结束后即可提现。
seller-balance-available = 可提现
seller-balance-available-note = 将随下次提现转入您的银行账户。
seller-balance-due = 欠款
seller-balance-due-note = 退款超出了您的余额，后续销售款将优先抵扣。
seller-balance-owed = 欠款 { $amount }
seller-balance-transfers = 全部流水
seller-balance-none = 暂无流水，买家确认收货后开始记录。
seller-balance-reason = 事由
seller-balance-subject = 关联
seller-balance-running = 变动后余额
seller-transfer-capture = 收款
seller-transfer-late-capture = 逾期收款
seller-transfer-late-refund = 逾期收款退回
seller-transfer-settlement = 清算
seller-transfer-provider-fee = 支付手续费
seller-transfer-refund-settlement = 退款清算
seller-transfer-top-up = 补足
seller-transfer-settlement-back = 结算收回
seller-transfer-provider-fee-back = 支付方费用退回
seller-transfer-top-up-back = 自有资金收回
seller-transfer-release = 货款放行
seller-transfer-tax-collected = 代收税费
seller-transfer-commission = 平台佣金
seller-transfer-fee-vat = 佣金增值税
seller-transfer-sweep = 佣金划转
seller-transfer-sweep-back = 佣金退回
seller-transfer-mature = 转为可提现
seller-transfer-debt-recovered = 抵扣欠款
seller-transfer-payout = 提现至银行
seller-transfer-payout-returned = 提现退回
seller-transfer-refund-from-escrow = 放行前退款
seller-transfer-refund-from-pending = 退款（待结算）
seller-transfer-refund-from-available = 退款（可提现）
seller-transfer-refund-from-debt = 退款欠款
seller-transfer-refund-from-tax = 退款（税费）
seller-transfer-commission-reversal = 退还佣金
seller-transfer-fee-vat-reversal = 退还佣金增值税
seller-payouts-empty = 暂无提现
seller-payouts-empty-text = 可提现金额达到下限后，系统会自动发起提现。
seller-payout-amount = 金额
seller-payout-state = 状态
seller-payout-proposed-on = 发起日期
seller-payout-paid-on = 到账日期
seller-payout-bank = 账户
seller-payout-when = 提现规则
seller-payout-every = { $days ->
   *[other] 每 { $days } 天一次，可提现金额须不少于 { $least }。
}
seller-payout-delay = { $days ->
   *[other] 买家收货 { $days } 天后，货款转为可提现。
}
seller-payout-by-hand = 每笔提现由平台人工审核后发出。
seller-payout-next = 下次提现日期：{ $day }。
seller-payout-proposed = 待审核
seller-payout-approved = 汇款中
seller-payout-paid = 已到账
seller-payout-returned = 已退回
seller-payout-refused = 已拒绝
seller-bank = 银行账户
seller-bank-missing = 尚未绑定
seller-bank-iban = IBAN 账号
seller-bank-hint = 提现将汇入此账户，之后不再完整显示。
seller-bank-save = 保存账户

# 店铺。
seller-shop-public = 查看店铺页面
seller-shop-window = 店铺展示
seller-shop-name = 店铺名称
seller-shop-city = 所在城市
seller-shop-story = 店铺故事
seller-shop-story-hint = 介绍您是谁，商品如何制作或挑选。
seller-shop-handling = 发货天数
seller-shop-handling-hint = 从付款到交给承运商。
seller-shop-save = 保存
seller-zones = 配送
seller-zones-text = 每行为一种面向若干国家的配送方式，价格单位为 { $currency }。
seller-zone-name = 名称
seller-zone-countries = 国家
seller-zone-price = 价格
seller-zone-per-kg = 每千克
seller-zone-free-above = 满额包邮
seller-zone-days-min = 最短天数
seller-zone-days-max = 最长天数
seller-zone-remove = 删除第 { $row } 行
seller-zones-save = 保存配送设置
seller-zones-add = 增加一行
seller-zones-hint = 国家用两位字母代码，以逗号分隔（FR, DE），* 表示全部。

# 操作结果。
done-seller-shipped = 已发货，买家已收到通知。
done-seller-delivered = 已标记为送达。
done-seller-cancelled = 已取消，退款处理中。
done-seller-refunded = 退款处理中。
done-seller-agreed = 已同意，退款处理中。
done-seller-refused = 已拒绝，买家会看到您的理由。
done-seller-escalated = 已提交平台处理。
done-seller-saved = 已保存。
done-seller-pictures = 图片处理中，稍后显示。

seller-policy-holds = 自 { $date } 起生效
seller-policy-held = 自 { $date } 起生效
seller-policy-since = { $date } 起生效至今
seller-policy-will-change = 规则将于 { $date } 变更。
seller-policy-see = 查看变化
seller-policy-orders = 此前的订单沿用下单时的规则。
seller-policy-nothing = 没有已公告的变更。
seller-policy-in-force = 现行规则
seller-policy-past = 历次变更
