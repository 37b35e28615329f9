# 关注证件与入驻申请队列：筛选、提醒及其信件。键以 queue-、mail-reminder- 开头，或与多行操作相同。

job-kind-remind_papers = 提醒证件
bulk-remind = 发送提醒…
bulk-all-papers = 此筛选条件下的全部证件，而不只是勾选的
bulk-what-remind_papers = 逐份证件处理：店铺所有者会收到以其语言书写的信，写明是哪份证件、日期以及到期的后果。同一份证件一天只提醒一次；已提交新证件的不再提醒。
bulk-count-papers = { $count ->
    [0] 未勾选任何项，或没有符合的证件
   *[other] { $count } 份证件
}
bulk-many-papers = 超过 { $count } 份证件
bulk-over-papers = 超过 { $max } 份证件：请分批选择
bulk-filter-papers = 列表中的全部：{ $filter }

queue-tick-all = 本页全部
queue-part-ending = 将到期
queue-part-ended = 已到期
queue-part-missing = 缺少
queue-part-waiting = 待审核
queue-days = 到期时间
queue-days-any = 不限
queue-days-within = { $days } 天内
queue-kind = 证件
queue-kind-any = 全部
queue-country = 国家
queue-country-any = 全部
queue-name = 店铺或卖家
queue-find = 筛选
queue-at-ending = 有效期至
queue-at-ended = 到期日
queue-at-missing = 关店日期
queue-at-waiting = 提交日期
queue-reminded = 已提醒
queue-reminded-applicant = 已提醒
queue-what-ending = 营业店铺中已通过的证件。到期当天店铺自动下架，除非新证件已通过。
queue-what-ended = 已到期且没有新证件接续的证件，其店铺商品已下架。
queue-what-missing = 营业店铺必须具备而缺少的证件，或最近一份未获通过。
queue-what-waiting = 营业店铺新提交、尚未审核的证件，最早的在前。
queue-none = 没有符合此条件的内容

audit-deed-paper-reminded = 提醒证件
audit-state-ends = 将到期
audit-state-ended = 已到期
audit-state-missing = 缺少

audit-by-hand = 手动
audit-by-time = 到时
audit-by-right-lost = 权限已失去
audit-by-session-over = 会话已结束
audit-by-code = 验证码
audit-by-machine = 在服务器上
audit-by-app = 验证应用
audit-by-letter = 信件
audit-by-password = 密码
audit-by-password-and-code = 密码和验证码

mail-reminder-paper = 证件
mail-reminder-shop = 店铺
mail-reminder-until = 有效期至
mail-reminder-button = 提交新证件
mail-reminder-ends-subject = { $shop }：有证件将于{ $date }到期
mail-reminder-ends-heading = 有证件即将到期
mail-reminder-ends-text = 请及时提交新的证件。该证件有效期至{ $date }；届时若没有新证件通过审核，商品将于次日自动下架。
mail-reminder-ended-subject = { $shop }：有证件已到期
mail-reminder-ended-heading = 有证件已到期
mail-reminder-ended-text = 该证件有效期至{ $date }。请提交新的证件：通过审核之前，您的商品不能销售。已下的订单继续履行。
mail-reminder-missing-subject = { $shop }：缺少证件
mail-reminder-missing-heading = 缺少证件
mail-reminder-missing-text = 您的店铺必须具备该证件，而目前没有一份通过审核。在此之前商品不能销售。已下的订单继续履行。
mail-reminder-closes = 如到{ $date }仍未补齐，店铺将被关闭。

job-kind-take_applications = 接手入驻申请
job-kind-remind_applications = 提醒申请人
bulk-take = 接手…
bulk-all-applications = 此筛选条件下的全部申请，而不只是勾选的
bulk-what-take_applications = 逐份申请处理：由您负责审核，您的姓名显示在申请旁，申请人不会因此收到信件。其他审核员已接手的申请仍归其处理，并在报告中列出。
bulk-what-remind_applications = 逐份申请处理：可代表申请人答复的成员会收到以其语言书写的信，写明缺少的内容、所提的问题以及期限。同一份申请一天只提醒一次；尚未轮到申请人的不提醒。
bulk-count-applications = { $count ->
    [0] 未勾选任何项，或没有符合的申请
   *[other] { $count } 份申请
}
bulk-many-applications = 超过 { $count } 份申请
bulk-over-applications = 超过 { $max } 份申请：请分批选择
bulk-filter-applications = 列表中的全部：{ $filter }

queue-remind = 提醒申请人
queue-remind-of = 提醒内容
queue-remind-all = 所有待办事项
queue-remind-send = 发送信件
done-operator-application-reminded = 信件已发出。

audit-deed-application-reminded = 提醒入驻申请

mail-reminder-go-on = 继续办理
mail-reminder-complete-subject = { $shop }：您的申请等待您处理，截止{ $date }
mail-reminder-complete-heading = 您的申请等待您处理
mail-reminder-complete-text = 在您答复之前，我们无法继续审核“{ $shop }”的申请。请补齐以下内容，然后重新提交。
mail-reminder-complete-then = 如到{ $date }仍未答复，申请将失效。
mail-reminder-pay-subject = { $shop }：请在{ $date }之前付款
mail-reminder-pay-heading = 您的店铺等待付款
mail-reminder-pay-text = “{ $shop }”的申请已通过。付清以下款项后，即可布置店铺并开业。
mail-reminder-pay-then = 如到{ $date }仍未付清，批准将失效。
mail-reminder-prepare-subject = { $shop }：请在{ $date }之前开业
mail-reminder-prepare-heading = 您的店铺尚未开业
mail-reminder-prepare-text = “{ $shop }”的申请已通过。请设置配送区域，布置橱窗，然后开业。
mail-reminder-prepare-then = 如到{ $date }仍未开业，批准将失效。
mail-reminder-make_good-subject = { $shop }：请在{ $date }之前补齐
mail-reminder-make_good-heading = 您的商品不在销售
mail-reminder-make_good-text = 以下内容补齐之前，“{ $shop }”的商品不能销售。已下的订单继续履行。
mail-reminder-make_good-then = 如到{ $date }仍未补齐，店铺将被关闭。
