# What a refusal tells the user. The key is refusal- and the stable code, with dashes for dots.

refusal-unknown = We can’t do that right now. Nothing was changed.
refusal-web-cross_site = This request came from another site, so we did not act on it. Please use the button on our page.
refusal-web-form_too_large = The form is too long. Please shorten what you wrote.
refusal-web-form_too_many_fields = The form has more fields than we can read.
refusal-web-form_value_too_large = One of the answers is too long. Please shorten it.
refusal-web-form_unreadable = We could not read the form. Please send it again.
refusal-web-too_many_tries = Too many tries. Please wait a few minutes and try again.
