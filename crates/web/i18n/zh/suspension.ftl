# 被暂停的店铺：信件、运营方和卖家的页面。键以 suspension- 开头。

suspension-cause-unlawful_goods = 禁止销售的商品
suspension-cause-counterfeit = 假冒商品
suspension-cause-unsafe_goods = 不安全的商品
suspension-cause-buyers_wait = 买家等不到包裹或答复
suspension-cause-identity = 经营者身份不符
suspension-cause-rules = 违反市场规则

suspension-standing-preparing = 筹备中
suspension-standing-open = 营业中
suspension-standing-supervised = 缺少材料
suspension-standing-suspended = 已暂停
suspension-standing-complains = 申诉中
suspension-standing-closed = 已关闭

suspension-lack = 运营方已暂停该店铺

suspension-mail-began-subject = { $shop }已被暂停
suspension-mail-began-heading = 您的店铺已被暂停
suspension-mail-began-text = 即日起，{ $shop }的商品全部停止销售。
suspension-mail-began-words = 查明的情况
suspension-mail-effects = 已下的订单照常进行，请继续发货。余额仍归您所有，但在暂停结束前不予提现。
suspension-mail-complaint = 如果您认为有误，请在{ $days }天内到店铺页面说明。由未参与该决定的人员免费复核。
suspension-mail-complained-subject = { $shop }对暂停提出申诉
suspension-mail-complained-heading = 卖家提出申诉
suspension-mail-complained-text = { $shop }的卖家认为暂停有误。请由未作出该决定的人员答复。
suspension-mail-complained-words = 卖家的说明
suspension-mail-upheld-subject = { $shop }恢复销售
suspension-mail-upheld-heading = 您的申诉成立
suspension-mail-upheld-text = 对{ $shop }的暂停已结束。商品恢复销售，提现恢复。
suspension-mail-upheld-words = 答复
suspension-mail-rejected-subject = 对{ $shop }的暂停维持不变
suspension-mail-rejected-heading = 暂停维持不变
suspension-mail-rejected-text = 我们重新审查了您就{ $shop }提出的申诉，决定维持不变。您可以向调解员或法院求助。
suspension-mail-rejected-words = 答复
suspension-mail-lifted-subject = { $shop }恢复销售
suspension-mail-lifted-heading = 暂停已结束
suspension-mail-lifted-text = { $shop }恢复销售，提现恢复。
suspension-mail-lifted-words = 答复
suspension-mail-button = 查看店铺

suspension-search = 店铺或卖家名称
suspension-search-do = 搜索
suspension-none-found = 没有叫这个名称的店铺。
suspension-seller = 卖家
suspension-seller-mail = 电子邮箱
suspension-address = 地址
suspension-application = 入驻申请
suspension-see-shop = 以买家视角查看店铺
suspension-suspend = 暂停此店铺
suspension-suspend-what = 商品立即下架，期间不向卖家提现。订单、包裹和退款照常进行。卖家会看到理由，并可申诉。
suspension-why = 理由
suspension-found = 查明的情况
suspension-found-hint = 卖家会读到这些文字。请写明商品、规则以及如何改正。
suspension-suspend-do = 暂停
suspension-lift = 恢复店铺销售
suspension-complaint = 卖家的申诉
suspension-answer = 您的答复
suspension-uphold = 卖家有理
suspension-reject = 维持决定
suspension-by = { $name }，{ $date }
suspension-history = 暂停记录
suspension-never = 从未被暂停。
suspension-ended = 于{ $date }结束

suspension-page = 暂停
suspension-notice = 您的店铺已被暂停：商品停售，暂停提现。
suspension-see = 查看原因
suspension-not = 您的店铺没有被暂停。
suspension-since = 自{ $date }起
suspension-complain = 说明为何有误
suspension-complain-what = 由未参与该决定的人员免费复核。只受理一次申诉。
suspension-complain-words = 您的看法
suspension-complain-do = 提交申诉
suspension-complained = 您已于{ $date }申诉。运营方将以信件并在此处答复。
suspension-answered = 答复于{ $date }

done-operator-shop-suspended = 店铺已暂停，已通知卖家。
done-operator-shop-lifted = 店铺恢复销售，已通知卖家。
done-operator-shop-ruled = 申诉已裁定，已通知卖家。
done-seller-complained = 申诉已提交。
