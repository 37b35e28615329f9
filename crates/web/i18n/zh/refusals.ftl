# 拒绝时告诉用户的话。键名为 refusal- 加固定代码，点号换成短横线。

refusal-unknown = 目前无法这样操作，没有任何改动。
refusal-web-cross_site = 这个请求来自其他网站，我们没有处理。请使用本站页面上的按钮。
refusal-web-form_too_large = 表单内容过长，请缩短后重试。
refusal-web-form_too_many_fields = 表单的字段过多，无法读取。
refusal-web-form_value_too_large = 其中一项内容过长，请缩短。
refusal-web-form_unreadable = 无法读取表单，请重新提交。
refusal-web-too_many_tries = 尝试次数过多，请过几分钟再试。
