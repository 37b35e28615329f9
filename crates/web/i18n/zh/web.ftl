# 所有页面共用的文字：页头、页脚、组件、表单、故障。

web-skip = 跳到正文
web-search = 搜索
web-search-hint = 想找点什么？
web-account = 账户
web-account-and-language = 账户与语言
web-your-account = 我的账户
web-language = 语言
web-categories = 分类
web-categories-all = 全部
web-sign-in = 登录
web-sign-up = 注册
web-sign-out = 退出登录
web-purchases = 我的订单
web-details = 个人资料
web-seller-centre = 卖家中心
web-console = 运营后台
web-to-market = 返回市场
web-cart = 购物车
web-cart-of = 购物车，{ $count ->
   *[other] { $count } 件
}
web-about = 关于
web-run-by = { $market } 由 { $company } 运营
web-shops = 店铺
web-ranking = 排序规则
web-help = 帮助
web-legal = 法律声明
web-privacy = 隐私

web-checked = 已核验
web-checked-by-market = 已由市场核验
web-before = 原价
web-stars = { $stars } 星，满分 5 星
web-stars-none = 暂无评分
web-pages = 分页
web-page-next = 下一页
web-page-previous = 上一页
web-one-less = 减一件
web-one-more = 加一件
web-quantity = 数量
web-print = 打印
web-update = 更新
web-choose = 选择
web-optional = 选填
web-action = 操作
web-progress = 进度
web-copy = 复制
web-copied = 已复制
web-close = 关闭
web-step-done = 已完成

web-form-errors = 有 { $count ->
   *[other] { $count } 处需要修改。
}
web-error-required = 请填写此项。
web-error-too-long = 最多 { $max } 个字符。
web-error-not-a-number = 请只填数字。
web-error-not-an-amount = 请填写金额，例如 12.50。
web-error-not-an-email = 请填写邮箱地址，例如 name@example.cn。
web-error-not-a-choice = 请从选项中选择。
web-error-too-small = 不能小于 { $min }。
web-error-too-large = 不能大于 { $max }。

web-failure-not-found-title = 这个页面飞走了
web-failure-not-found-text = 商品可能已售完，店铺可能已关闭，或者链接已经失效。
web-failure-refused-title = 暂时无法这样操作
web-failure-too-large-title = 内容过大
web-failure-too-large-text = 您提交的内容超过了上限，请换小一点的文件或缩短文字。
web-failure-method-title = 这个页面不支持该操作
web-failure-method-text = 地址没有错，但不支持这样的请求。请返回后再点一次按钮。
web-failure-busy-title = 市场现在非常繁忙
web-failure-busy-text = 刚才的操作没有执行。请稍候再试；如果您刚提交了表单，请返回后再提交一次。
web-busy-form = 市场现在非常繁忙，刚才的操作没有执行。您填写的内容仍在，请再提交一次。
web-failure-fault-title = 我们这边出了点问题
web-failure-fault-text = 问题已记录。联系我们时，请提供这个编号：
web-failure-home = 返回市场
web-failure-again = 重试
