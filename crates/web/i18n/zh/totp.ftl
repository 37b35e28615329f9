# 登录的第二步：应用验证码与恢复码。

totp-title = 两步验证
totp-what = 输入密码后，登录还需要手机应用上显示的验证码，每 30 秒更换一次。别人即使知道了您的密码，也无法登录。
totp-off = 未开启
totp-state-on = 已开启
totp-on = 自 { $date } 起开启
totp-begin-title = 开启
totp-begin-text = 您需要一个能显示验证码的应用，装在手机上或在密码管理器中。请先输入密码。
totp-begin = 继续
totp-password = 密码
totp-setting-title = 将密钥告诉您的应用
totp-setting-scan = 用应用扫描此图。如无法扫描，请手动输入密钥。
totp-picture = 供应用扫描的图
totp-secret = 密钥
totp-setting-code = 然后输入应用当前显示的六位数字。
totp-code = 验证码
totp-code-hint = 应用显示的六位数字，或一个恢复码。
totp-code-app-hint = 六位数字，每个验证码只能使用一次。
totp-turn-on = 开启
totp-turned-on = 两步验证已开启
totp-turned-on-text = 今后登录时会要求输入验证码。您的其他浏览器均已退出登录。
totp-codes-title = 您的恢复码
totp-codes-text = 应用丢失时，每个恢复码可登录一次。仅在此刻显示：请打印或抄写下来，与手机分开保管。
totp-codes-made = 新的恢复码
totp-codes-made-text = 旧的恢复码已作废。
totp-codes-kept = 我已保存
totp-codes-left = 剩余 { $count } 个恢复码
totp-codes-renew = 生成新的恢复码
totp-codes-renew-text = 旧的恢复码将作废。
totp-turn-off = 关闭
totp-turn-off-text = 登录将只要求输入密码。
totp-turn-off-needed = 本市场要求控制台的所有人员使用两步验证：关闭后您将无法进入控制台。
totp-enter-title = 还差一步
totp-enter-text = 请输入应用当前显示的验证码。
totp-enter-lost = 应用丢失了？请改用一个恢复码。若恢复码也已丢失，可请本市场的机器管理员协助。
totp-enter-other = 以其他身份登录
totp-account-text = 输入密码后，再输入手机上的验证码。
totp-account-link = 两步验证

people-denied-without-second-step = 使用此控制台需要两步验证。请在您的账户中开启；没有任何更改。

refusal-second_step-wrong = 验证码不正确或已使用过。请等待下一个验证码再输入。
refusal-second_step-later = 错误次数过多。请至少等待一刻钟，或使用恢复码。
refusal-second_step-stale = 已超时，请重新开始。
refusal-second_step-already = 两步验证已经开启。
refusal-member-without_second_step = 此控制台要求两步验证。请在您的账户中开启。

done-second-step-off = 两步验证已关闭。
done-second-step-needed = 此控制台要求两步验证。请在此开启，只需两分钟。
done-second-step-stale = 已超时，请重新开始。

audit-deed-second-step-set = 开启两步验证
audit-deed-second-step-removed = 关闭两步验证
audit-deed-second-step-codes-renewed = 重新生成恢复码
audit-deed-second-step-code-used = 使用恢复码
