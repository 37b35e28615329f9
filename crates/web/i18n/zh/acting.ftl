# 代卖家操作：页面、邮件、记录。键以 acting- 开头，或为权限与操作的键。

people-may-sellers-act-for = 代卖家操作
people-may-shop-speak = 以店铺名义回复评价和申诉

audit-deed-stand-in-begun = 市场人员开始代卖家操作
audit-deed-stand-in-acted = 市场人员代卖家提出的操作
audit-deed-stand-in-ended = 市场人员结束代卖家操作
audit-field-stand-in = 代卖家操作
audit-field-stand-in-reason = 原因
audit-field-asked-for = 请求
audit-field-minutes = 分钟

acting-title = 代此卖家操作
acting-text = 您看到的卖家中心与卖家所见相同，可以更改商品、库存、包裹和店铺装修。资金、银行账户、退款、证件和成员仍不开放，也不能以卖家名义发言。店主会收到写明原因的邮件，您所做的一切都会记入其变更记录。
acting-reason = 原因
acting-reason-hint = 卖家会看到。至少 10 个字。
acting-minutes = 时长
acting-minutes-of = { $count } 分钟
acting-begin = 代此卖家操作
acting-banner-label = 正在代卖家操作
acting-banner = 您正在代 { $seller } 操作，至 { $time } 止。
acting-banner-reason = 原因：{ $reason }
acting-banner-what = 已通知店主。您在此所做的一切都会以您的名字记入其变更记录。
acting-end = 结束代卖家操作
done-operator-stand-in-ended = 您已不再代卖家操作。

acting-mail-subject = { $operator } 正在代 { $seller } 操作
acting-mail-heading = 市场人员正在代您操作
acting-mail-text = { $operator } 的 { $by } 可在 { $seller } 的卖家中心操作，至 { $date } 止。
acting-mail-reason = 所述原因
acting-mail-what = 此人可以更改商品、库存、包裹和店铺装修；不能查看或动用您的资金、银行账户、退款、证件和成员，也不能以您的名义回复评价。其每一次请求都记在您的变更记录中。
acting-mail-button = 查看所做的操作
acting-mail-doubt = 如果这不是您要求的，请写信给市场：{ $by } 须能作出说明。

# 关于本人登录的邮件。

sign-in-mail-password_set-subject = 您在 { $market } 的密码已更改
sign-in-mail-password_set-heading = 您的密码已更改
sign-in-mail-password_set-text = 您账户的密码已于 { $date } 更改，其他各处均已退出登录。
sign-in-mail-step_set-subject = 您在 { $market } 的账户已启用两步验证
sign-in-mail-step_set-heading = 两步验证已启用
sign-in-mail-step_set-text = 自 { $date } 起，登录时在密码之后还需输入应用中的验证码。请将恢复码存放在没有手机也能找到的地方。
sign-in-mail-step_removed-subject = 您在 { $market } 的账户已关闭两步验证
sign-in-mail-step_removed-heading = 两步验证已关闭
sign-in-mail-step_removed-text = 自 { $date } 起，登录只需密码。
sign-in-mail-codes_renewed-subject = 您在 { $market } 的账户有了新的恢复码
sign-in-mail-codes_renewed-heading = 已生成新的恢复码
sign-in-mail-codes_renewed-text = 新的恢复码已于 { $date } 生成，旧的不再有效。
sign-in-mail-codes_low-subject = 您在 { $market } 的恢复码所剩不多
sign-in-mail-codes_low-heading = 您的恢复码即将用完
sign-in-mail-codes_low-text = { $date } 使用了一个恢复码，还剩 { $left } 个。请趁手机还在身边时生成新的恢复码。
sign-in-mail-new-codes = 生成新的恢复码
sign-in-mail-low-not-you = 如果恢复码不是您使用的，说明有人也知道您的密码：请立即更改。
sign-in-mail-not-you = 如果是您本人操作，则无需处理。如果不是，请立即设置新密码：所有人都会被退出登录。如果您代表店铺或市场，请告知其所有者。
sign-in-mail-new-password = 不是我：设置新密码

# 其他币种的余额。

balance-others = 其他币种
balance-currency = 币种
