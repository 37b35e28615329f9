# The buyer's pages. Keys begin with the noun of the page: home-, search-, product-, cart-, checkout-, purchase-, account-, shop-.

home-sentence = Many shops, one cart, and your money waits until the goods are there
home-sentence-mall = Checked boutiques of makers and merchants, under one roof
home-sentence-makers = Made by hand, sold by the people who made it
home-size = { $products ->
    [one] { $products } product
   *[other] { $products } products
} from { $shops ->
    [one] { $shops } shop
   *[other] { $shops } shops
}. Your money waits with us until you have the goods.
home-shops = See the shops
home-shops-all = All shops
home-about = How it works
home-newest = New in the shops
home-why = Why in this order?
home-windows = Newly opened shops
home-empty-title = The first shops are moving in
home-empty-text = Nothing is for sale yet. Come back soon, or read how this market works.
home-promise-title = Your money waits with us
home-promise-text = A shop is paid when you say that your parcel has arrived. If nothing arrives, all of it comes back.
home-promise-checked = Every shop is identified and checked. { $promise }

card-from = from
card-reduced = Reduced
card-sold-out = Sold out

shelf-count = { $count ->
    [one] { $count } product
   *[other] { $count } products
}
shelf-order = Order of the list
shelf-newest = Newest first
shelf-price = Price, low to high
shelf-price-down = Price, high to low
shelf-products = Products

category-above = Above this category
category-below = More exactly
category-empty-title = Nothing here yet
category-empty-text = No shop sells anything of this kind at the moment.
category-empty-act = See what is new

search-title = What are you looking for?
search-of = Results for “{ $query }”
search-empty-title = Nothing found
search-empty-text = Try fewer words or another spelling, or look through the shops.

shop-all = All shops
shop-count = { $count ->
    [one] { $count } shop
   *[other] { $count } shops
}
shop-count-checked = { $shops }, each identified and checked by the market
shop-none-title = No shop is open yet
shop-none-text = Come back soon: the first ones are being prepared.
shop-since = open since { $date }
shop-empty-title = The shelves are being filled
shop-empty-text = This shop sells nothing at the moment.
shop-delivery = Delivery
shop-delivery-way = Way
shop-delivery-to = To
shop-delivery-time = Time
shop-delivery-price = Price
shop-everywhere = everywhere
shop-free-above = free from { $amount }
shop-free = free
shop-per-kg = { $price } + { $rate } a kilogram
shop-days = { $from }–{ $to } days
shop-seller = Who sells here
shop-company = Company
shop-address = Address
shop-vat = VAT number
shop-email = E-mail
shop-private-person = Private person
shop-phone = Telephone
shop-register = Register
shop-certified = Declared by the seller
shop-certified-on = only lawful goods, { $date }
shop-private-hint = This shop is run by a private person, not a trader: the consumer’s right of withdrawal and the legal guarantee of traders do not apply.
shop-handling-label = Dispatch
shop-handling = { $count ->
    [one] within one day
   *[other] within { $count } days
}

product-sold-by = Sold by
product-buy = Add to cart
product-view = View { $number } of { $count }
product-pictures = Pictures, swipe for more
product-in-stock = In stock
product-few = { $count ->
    [one] Only { $count } left
   *[other] Only { $count } left
}
product-sold-out = Sold out
product-sold-out-text = Nobody has any left at the moment. The shop may send more.
product-tax-included = VAT included, delivery extra
product-tax-added = Sales tax and delivery are added at checkout
product-promise-title = Your money waits with us
product-promise = { $days ->
    [one] The shop is paid when you confirm receipt, or one day after delivery. If nothing arrives, all of it comes back.
   *[other] The shop is paid when you confirm receipt, or { $days } days after delivery. If nothing arrives, all of it comes back.
}
product-text = About it
product-others = More from { $shop }
product-brand = Brand
product-condition = Condition
product-condition-new = New
product-condition-used = Used
product-condition-refurbished = Refurbished
product-withdrawal-label = Change of mind
product-withdrawal = { $days ->
    [one] one day after delivery, without giving a reason
   *[other] { $days } days after delivery, without giving a reason
}

cart-title = Your cart
cart-empty-title = Your cart is empty
cart-empty-text = What you add waits here. Nothing is held until you pay.
cart-empty-act = Look around
cart-changed = Something changed since you put it in.
cart-changed-text = It is marked below; what you see now is what you pay.
cart-from = from { $place }
cart-each = { $price } each
cart-gone = No longer for sale
cart-price-was = Was { $price } when you added it
cart-remove = Remove
cart-summary = Summary
cart-pieces = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
cart-delivery = { $count ->
    [one] Delivery, { $count } shop
   *[other] Delivery, { $count } shops
}
cart-delivery-next = at checkout
cart-goods = Goods
cart-checkout = Check out

checkout-title = Check out
checkout-step-cart = Cart
checkout-step-address = Address and delivery
checkout-step-payment = Payment
checkout-step-done = Done
checkout-changed = Something changed while you were here.
checkout-changed-text = Please look at the summary again before you pay.
checkout-who = Who are you?
checkout-email = E-mail
checkout-email-hint = The receipt and the link to your purchase go there.
checkout-have-account = I have an account: sign in
checkout-where = Where shall it go?
checkout-saved = Use an address from before
checkout-name = Full name
checkout-street = Street and number
checkout-extra = Flat, floor
checkout-postcode = Postal code
checkout-city = City
checkout-country = Country
checkout-region = State
checkout-region-hint = In the USA: two letters, like OR
checkout-phone = Phone
checkout-phone-hint = Only for the carrier, on the day of delivery
checkout-update = Show delivery and total for this address
checkout-delivery = Delivery, shop by shop
checkout-delivery-from = Delivery from { $shop }
checkout-no-delivery = does not deliver to this country.
checkout-to-cart = To the cart
checkout-pay-how = Payment
checkout-pay-text = You pay by card on the page of our payment provider. Nothing is charged before that.
checkout-yours = Your order
checkout-tax = VAT { $rate }, included
checkout-tax-added = Sales tax { $rate }
checkout-delivery-sum = { $count ->
    [one] Delivery, { $count } shop
   *[other] Delivery, { $count } shops
}
checkout-total = Total
checkout-pay = Pay { $amount }
checkout-legal = { $shops ->
    [one] With “Pay” you order from one shop, with an obligation to pay.
   *[other] With “Pay” you order from { $shops } shops, with an obligation to pay.
}

purchase-mine = Your purchases
purchase-line = Purchase { $id } · { $date }
purchase-waiting = Almost done: it is not paid yet
purchase-thanks = { $shops ->
    [one] Thank you, { $name }. One shop is at work.
   *[other] Thank you, { $name }. { $shops } shops are at work.
}
purchase-expired = This purchase was not paid in time
purchase-expired-text = Nothing was charged, and the goods are free again. Your cart is as you left it.
purchase-cancelled = You gave this purchase up
purchase-cancelled-text = Nothing was charged.
purchase-refunded = This purchase was refunded
purchase-refunded-text = The payment came too late and the goods were gone. All of it goes back the way it came.
purchase-held = The goods are held for you until { $time }.
purchase-held-text = Pay before then, or they are free for others again.
purchase-declined = The card was declined.
purchase-declined-card_declined = The bank gave no reason. Try another card.
purchase-declined-insufficient_funds = There is not enough money on it. Try another card.
purchase-declined-card_expired = It has expired. Try another card.
purchase-declined-second_step_failed = The code of your bank was not right. Please try again.
purchase-declined-other = Try again, or use another card.
purchase-silent = The payment provider does not answer.
purchase-silent-text = Your goods stay held. Try again in a moment.
purchase-confirming = We are waiting for the provider’s word.
purchase-confirming-text = This usually takes seconds. Load the page again; do not pay twice.
purchase-money-waits = { $amount } waits with us.
purchase-money-waits-text = We sent the receipt to { $email }. Nothing goes to a shop before you have your goods.
purchase-cancel = Give up this purchase
purchase-to = Delivered to
purchase-guest = You bought as a guest. With an account, all your purchases are in one place.
purchase-empty-title = Nothing bought yet
purchase-empty-text = What you buy appears here, with its way to you.
purchase-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
purchase-unpaid = { $amount } is not paid yet.
purchase-unpaid-until = Held until { $time }.
purchase-unpaid-act = Go on

order-number = Order { $id }
order-parcel = Parcel
order-goods = Goods
order-tax-within = of which tax
order-tax = Tax
order-refunded = Refunded
order-until = until { $date }
order-state-to-ship = Being packed
order-state-part-shipped = Partly on its way
order-state-shipped = On its way
order-state-delivered = Delivered
order-state-completed = Completed
order-state-cancelled = Cancelled
order-state-refunded = Refunded
order-step-placed = Paid
order-step-shipped = Handed to the carrier
order-step-delivered = Delivered
order-step-confirmed = You confirmed receipt
order-step-confirmed-by-silence = Receipt confirmed itself
order-step-cancelled = Cancelled
order-step-refund-asked = You asked for a refund
order-step-refund-refused = The shop said no
order-step-refund-agreed = The shop agreed
order-step-refund-agreed-by-silence = Agreed: the shop did not answer in time
order-step-refund-escalated = The market was asked to decide
order-step-refund-ruled = The market decided
order-step-refund-withdrawn = You took the request back
order-step-refunded = Refunded
order-step-withdrawal-declared = You withdrew from the contract
order-now-packing = The shop is packing
order-now-packing-note = You can still cancel
order-now-shipped = On its way
order-now-delivered = Waiting for your word
order-now-delivered-note = After that, receipt confirms itself and the shop is paid
order-ahead-silence = Receipt confirms itself
order-now-asked = The shop’s turn to answer
order-now-asked-note = If it stays silent, you are refunded
order-now-refused = Your turn
order-now-refused-note = Ask the market to decide, or take the request back
order-now-escalated = The market decides
order-now-escalated-note = The money stays here until then
order-confirm = Confirm receipt
order-cancel = Cancel the order

refund-ask = Ask for a refund
refund-ask-text = { $days ->
    [one] { $shop } has one day to answer; if it stays silent, you are refunded. If you cannot agree, the market decides, and the money stays here until then.
   *[other] { $shop } has { $days } days to answer; if it stays silent, you are refunded. If you cannot agree, the market decides, and the money stays here until then.
}
refund-why = What happened?
refund-reason-not-received = It did not arrive
refund-reason-not-as-described = It is not as described
refund-reason-damaged = It arrived broken
refund-reason-wrong-item = It is something else
refund-reason-changed-mind = I changed my mind
refund-reason-other = Something else
refund-text = In your words
refund-text-hint = What a stranger needs to know to decide fairly
refund-amount = Amount you ask for
refund-amount-hint = { $most } at most
refund-send = Send
refund-not-now = Not now
refund-request-of = Refund of { $amount }, asked on { $date }
refund-withdrawal-of = Withdrawal of { $date }: { $amount }
refund-you-wrote = You wrote:
refund-shop-wrote = The shop answered:
refund-market-wrote = The market decided:
refund-state-asked = Waiting for the shop
refund-state-refused = Refused by the shop
refund-state-escalated = With the market
refund-state-agreed = Agreed: { $amount }
refund-state-ruled = Decided: { $amount }
refund-state-withdrawn = Taken back
refund-escalate = Ask the market to decide
refund-take-back = Take it back

withdrawal-here = Withdraw from contract here
withdrawal-text = { $days ->
    [one] You may withdraw until one day after delivery, without giving a reason.
   *[other] You may withdraw until { $days } days after delivery, without giving a reason.
}
withdrawal-statement = I withdraw from the contract for the goods of this order.
withdrawal-after = Send the goods back within 14 days. You get the whole price and the standard delivery cost back.
withdrawal-confirm = Confirm withdrawal
withdrawal-done = You have withdrawn from the contract
withdrawal-mailed = This receipt was also sent to { $email }.
withdrawal-receipt = Receipt of your withdrawal
withdrawal-order = Order
withdrawal-buyer = Buyer
withdrawal-shop = Shop
withdrawal-at = Declared on
withdrawal-back = Back to the purchase

paper-link = Receipt to print
paper-title = Receipt
paper-seller = Seller
paper-buyer = Buyer
paper-number = Order
paper-date = Date of purchase
paper-vat = VAT no. { $number }
paper-what = Article
paper-unit = Price
paper-amount = Amount
paper-taxes = Tax
paper-rate = Rate
paper-net = Net
paper-note = Paid through { $market }, which holds the money until the goods have arrived.

sign-in-title = Good to see you
sign-in-text = One account for every shop on { $market }.
sign-in-email = E-mail
sign-in-password = Password
sign-in-forgotten = Forgot the password?
sign-in-new = New here?
sign-in-guest = You can also buy as a guest.
sign-in-elsewhere = Go on as signed in on { $market }
sign-up-name = Your name
sign-up-known = You have an account?

password-hint = Ten characters or more. Long beats complicated.
password-old = Current password
password-new = New password
password-save = Save the new password
password-forgotten = Forgot the password?
password-forgotten-text = Tell us your e-mail address and we send a link to choose a new one.
password-ask = Send the link
password-sent = Look into your mail.
password-sent-text = If we know the address, a link is on its way. It holds for one hour.
password-new-title = Choose a new password
password-again = Ask for another link

verify-title = Is this your address?
verify-text = One press proves it. Purchases made with this address as a guest then appear in your account on { $market }.
verify-confirm = Yes, it is mine

account-you = You
account-save = Save
account-verified = proved
account-unverified = not proved yet
account-verify-text = Prove your address, and what you bought with it as a guest becomes yours.
account-verify = Send the letter again
account-password = Password
account-sessions = Where you are signed in
account-this = this one
account-end = Sign out
account-no-sessions = Nowhere else.
account-addresses = Addresses
account-no-addresses = The addresses of your purchases appear here.

sandbox-title = Card payment
sandbox-test = test mode
sandbox-pay = Pay { $amount } by card
sandbox-number = Card number
sandbox-expiry = Expires
sandbox-expiry-hint = MM/YY
sandbox-cvc = Security code
sandbox-code = Code of your bank
sandbox-code-hint = In this sandbox: 123456
sandbox-second = Your bank wants to be sure.
sandbox-second-text = Type the code that it sent you.
sandbox-declined = Declined.
sandbox-closed = There is nothing left to pay here.
sandbox-back = Back to the shop
sandbox-leave = Leave without paying
sandbox-cards = Cards to try
sandbox-cards-text = Any expiry to come, any security code. Real cards are refused.
sandbox-does-succeeds = pays at once
sandbox-does-card_declined = is declined
sandbox-does-insufficient_funds = is declined: not enough money
sandbox-does-card_expired = is declined: expired
sandbox-does-second_step = asks for a code of the bank
sandbox-does-answers_late = pays, but the answer comes late
sandbox-does-webhook_first = pays; the report arrives before you do
sandbox-does-webhook_after = pays; the report arrives after you
sandbox-does-webhook_twice = pays; the report arrives twice
sandbox-does-webhook_never = pays; no report ever arrives

mail-box-title = Letters of this demo
mail-box-text = There is no mail server here: what would have been sent lies in a folder.
mail-box-empty-title = No letter yet
mail-box-empty-text = Buy something or ask for a new password.
mail-box-at = Time
mail-box-to = To
mail-box-subject = Subject

about-title = How { $market } works
about-money = Your money waits
about-money-text = { $days ->
    [one] You pay the market, not the shop. The market holds the money of each order. When you confirm receipt, it goes to the shop; if you say nothing, it goes one day after delivery. A request for a refund stops that clock.
   *[other] You pay the market, not the shop. The market holds the money of each order. When you confirm receipt, it goes to the shop; if you say nothing, it goes { $days } days after delivery. A request for a refund stops that clock.
}
about-commission = The market keeps { $rate } of each sale. It earns nothing else from the shops.
about-ranking-text = Lists show the newest products first, unless you choose to sort by price. What is sold out stands last. No shop can pay for a better place, and there is no advertising.
about-ranking-search = A search shows the products in whose title, brand or category your words stand, in the same order for everybody.
about-help-text = { $days ->
    [one] Something is wrong with an order? Open it under your purchases and ask for a refund. The shop has one day to answer; if you cannot agree, the market decides.
   *[other] Something is wrong with an order? Open it under your purchases and ask for a refund. The shop has { $days } days to answer; if you cannot agree, the market decides.
}
about-withdrawal = { $days ->
    [one] For one day after delivery you may withdraw from the contract without giving a reason; each order has a button for it.
   *[other] For { $days } days after delivery you may withdraw from the contract without giving a reason; each order has a button for it.
}
about-role = The market brings buyers and shops together and holds the money. The contract of sale is between you and the shop, whose name and address stand on its page and on your receipt.
about-privacy-text = We keep what an order needs: your name, address and e-mail. The shop sees them to send your parcel. One cookie keeps you signed in, one your language; nobody follows you around.

directory-title = Markets under one roof
directory-text = Each has its own rules, shops and look. One account serves them all.
directory-enter = Enter
directory-empty-title = No market yet
directory-empty-text = The operator opens one with “halles market add”.

done-cart-added = It is in your cart.
done-cart-removed = Removed.
done-order-confirmed = Thank you. The shop is being paid.
done-order-cancelled = The order is cancelled and your money is on its way back.
done-refund-sent = Your request is with the shop.
done-refund-escalated = The market will look at it and decide.
done-refund-taken-back = You took the request back.
done-signed-out = You are signed out.
done-session-over = Your session is over, so nothing was changed. Sign in and send it again.
done-signed-up = Welcome. We sent a letter to prove your address.
done-verified = Your address is proved. Thank you.
done-password-saved = Your password is changed.
done-account-saved = Saved.
done-verify-sent = The letter is on its way.
done-account-ended = That browser is signed out.

country-AT = Austria
country-AU = Australia
country-BE = Belgium
country-BG = Bulgaria
country-BR = Brazil
country-CA = Canada
country-CH = Switzerland
country-CN = China
country-CY = Cyprus
country-CZ = Czechia
country-DE = Germany
country-DK = Denmark
country-EE = Estonia
country-ES = Spain
country-FI = Finland
country-FR = France
country-GB = United Kingdom
country-GR = Greece
country-HK = Hong Kong
country-HR = Croatia
country-HU = Hungary
country-IE = Ireland
country-IN = India
country-IS = Iceland
country-IT = Italy
country-JP = Japan
country-KR = South Korea
country-LT = Lithuania
country-LU = Luxembourg
country-LV = Latvia
country-MT = Malta
country-MX = Mexico
country-NL = Netherlands
country-NO = Norway
country-NZ = New Zealand
country-PL = Poland
country-PT = Portugal
country-RO = Romania
country-SE = Sweden
country-SG = Singapore
country-SI = Slovenia
country-SK = Slovakia
country-TW = Taiwan
country-US = United States
