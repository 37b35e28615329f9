# 控制台对多行执行同一操作：确认页以及任务的说明。键以 bulk- 或 job- 开头。

job-kind-suspend_shops = 暂停店铺
job-kind-lift_suspensions = 恢复店铺销售
job-thing = 名称
job-lines-unchanged = 未变

bulk-none-text = 您对多家店铺同时执行的操作会自动进行，报告保留在这里。
bulk-all = 此筛选条件下的全部，而不只是勾选的
bulk-suspend = 暂停…
bulk-lift = 恢复销售…
bulk-count = { $count ->
    [0] 未勾选任何项
   *[other] { $count } 家店铺
}
bulk-many = 超过 { $count } 家店铺
bulk-over = 超过 { $max } 家店铺：请分批选择
bulk-more = 以及另外 { $count } 家
bulk-filter = 列表中的全部，状态：{ $state }
bulk-filter-named = 列表中的全部，状态：{ $state }，名称含“{ $search }”
bulk-what-suspend_shops = 逐家店铺处理：商品立即下架，其间不向卖家付款。订单、包裹和退款照常进行。每位卖家都会读到理由并可申诉。已被暂停的店铺保持原状。
bulk-what-lift_suspensions = 逐家店铺处理：暂停结束，如不缺其他材料，商品恢复销售。每位卖家都会收到通知。未被暂停的店铺保持原状。
bulk-found-hint = 所有这些卖家都会读到这段话。请写明规则以及如何改正。
bulk-proof = 如果您在最近几分钟内没有输入过密码，将再次要求输入。
bulk-begin = 开始
bulk-leave = 放弃

done-operator-job-begun = 正在进行。您可以离开此页面。
done-operator-job-stopped = 已停止。已完成的部分保留。
