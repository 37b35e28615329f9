# What every page shares: head, foot, parts, forms, failures.

web-skip = Skip to the content
web-search = Search
web-search-hint = What are you looking for?
web-account = Account
web-account-and-language = Account and language
web-your-account = Your account
web-language = Language
web-categories = Categories
web-categories-all = All
web-sign-in = Sign in
web-sign-up = Open an account
web-sign-out = Sign out
web-purchases = Purchases
web-details = Your details
web-seller-centre = Seller centre
web-console = Operator console
web-to-market = To the market
web-cart = Cart
web-cart-of = Cart, { $count ->
    [one] { $count } item
   *[other] { $count } items
}
web-about = About
web-run-by = { $market } is run by { $company }
web-shops = Shops
web-ranking = How ranking works
web-help = Help
web-legal = Legal notice
web-privacy = Privacy

web-checked = checked
web-checked-by-market = checked by the market
web-before = before
web-stars = { $stars } of 5 stars
web-stars-none = not rated yet
web-pages = Pages
web-page-next = Next
web-page-previous = Back
web-one-less = One less
web-one-more = One more
web-quantity = How many
web-print = Print
web-update = Update
web-choose = Choose
web-optional = Optional
web-action = Action
web-progress = Progress
web-copy = Copy
web-copied = Copied
web-close = Close
web-step-done = done

web-form-errors = { $count ->
    [one] One field needs a correction.
   *[other] { $count } fields need a correction.
}
web-error-required = Please fill this in.
web-error-too-long = At most { $max } characters, please.
web-error-not-a-number = Digits only, please.
web-error-not-an-amount = An amount like 12.50, please.
web-error-not-an-email = An address like name@example.org, please.
web-error-not-a-choice = Please choose one of the answers.
web-error-too-small = { $min } at least, please.
web-error-too-large = { $max } at most, please.

web-failure-not-found-title = This page flew away
web-failure-not-found-text = What was here may be sold out or closed, or the link is old.
web-failure-refused-title = That is not possible
web-failure-too-large-title = That is too large
web-failure-too-large-text = What you sent is larger than we can take. Try a smaller file or a shorter text.
web-failure-method-title = This page can’t do that
web-failure-method-text = The address exists, but not for what was asked of it. Go back and try the button again.
web-failure-busy-title = The market is very busy
web-failure-busy-text = Nothing was done. Please try again in a moment; if you sent a form, go back and send it once more.
web-busy-form = The market is very busy at the moment; nothing was done. What you typed is still here: please send it again.
web-failure-fault-title = Something broke on our side
web-failure-fault-text = We have a record of it. If you write to us, name this reference:
web-failure-home = To the market
web-failure-again = Try again
