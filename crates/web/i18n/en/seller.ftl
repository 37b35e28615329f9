# The seller centre. Keys begin with seller-.

# The menu.
seller-menu-today = Today
seller-menu-orders = Orders
seller-menu-tracking = Tracking numbers
seller-menu-products = Goods
seller-menu-balance = Balance
seller-menu-payouts = Payouts
seller-menu-policy = Rules
seller-menu-shop = Shop window

# Time.
seller-left-days = { $count ->
    [one] { $count } day left
   *[other] { $count } days left
}
seller-left-hours = { $count ->
    [one] { $count } hour left
   *[other] { $count } hours left
}
seller-left-none = time is over
seller-deadline-late = late since { $day }
seller-deadline-today = today { $time }
seller-deadline-tomorrow = tomorrow

# The first page.
seller-morning = Good morning, { $name }
seller-afternoon = Good afternoon, { $name }
seller-evening = Good evening, { $name }
seller-todo = What to do next
seller-todo-none = Nothing is waiting for you. New orders will appear here.
seller-todo-late = { $count ->
    [one] Order runs late: ship it now
   *[other] Orders run late: ship them now
}
seller-todo-late-act = Ship
seller-todo-ship = { $count ->
    [one] Order to ship
   *[other] Orders to ship
}
seller-todo-ship-act = Ship
seller-todo-answer = { $count ->
    [one] Refund request to answer, before silence counts as a yes
   *[other] Refund requests to answer, before silence counts as a yes
}
seller-todo-answer-act = Answer
seller-todo-bank = { $count ->
    [one] No bank account yet: payouts can’t start
   *[other] No bank account yet: payouts can’t start
}
seller-todo-bank-act = Add it
seller-todo-due = { $count ->
    [one] You owe money after a refund
   *[other] You owe money after a refund
}
seller-todo-due-act = See
seller-todo-zones = { $count ->
    [one] The shop delivers nowhere yet
   *[other] The shop delivers nowhere yet
}
seller-todo-zones-act = Set delivery
seller-todo-products = { $count ->
    [one] Nothing is on sale yet
   *[other] Nothing is on sale yet
}
seller-todo-products-act = Add goods
seller-todo-stock = { $count ->
    [one] Variant sold out
   *[other] Variants sold out
}
seller-todo-stock-act = Refill
seller-todo-drafts = { $count ->
    [one] Draft to finish
   *[other] Drafts to finish
}
seller-todo-drafts-act = Open
seller-figure-today = Sold today
seller-figure-fortnight = Sold in 14 days
seller-figure-orders = { $count ->
    [one] { $count } order
   *[other] { $count } orders
}
seller-chart = Orders of the last 14 days
seller-chart-label = The height is the amount of the day, the number above its orders
seller-chart-list = The same as a list
seller-chart-day = Day
seller-chart-amount = Amount

# Orders.
seller-orders-to-ship = To ship
seller-orders-shipped = On the way
seller-orders-delivered = Delivered
seller-orders-completed = Completed
seller-orders-closed = Cancelled and refunded
seller-orders-empty = No orders here
seller-orders-none-to-ship = Nothing to ship: every order has left. New ones appear here as soon as they are paid.
seller-orders-none = No order is in this state.
seller-orders-csv = As a file
seller-orders-upload = Upload tracking numbers
seller-orders-bulk-hint = Tick orders and enter what the carrier gave you: they leave together.
seller-orders-bulk-ship = Mark the ticked ones as shipped
seller-orders-choose = Choose order { $order }
seller-orders-order = Order
seller-orders-goods = Goods
seller-orders-and-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
seller-orders-paid = Paid
seller-orders-ship-by = Ship by
seller-orders-shipped-on = Shipped on
seller-orders-delivered-on = Delivered on
seller-orders-closed-on = Closed on
seller-orders-answer-by = Answer by
seller-orders-operator-decides = The market decides
seller-orders-answered = Answered
seller-orders-carrier = Carrier
seller-orders-carrier-of = Carrier for { $order }
seller-orders-tracking = Tracking number
seller-orders-tracking-of = Tracking number for { $order }
seller-orders-requests = Refund requests
seller-orders-none-chosen = Tick at least one order first.
seller-state-to-ship = to ship
seller-state-part-shipped = partly shipped
seller-state-shipped = on the way
seller-state-delivered = delivered
seller-state-completed = completed
seller-state-cancelled = cancelled
seller-state-refunded = refunded
seller-step-placed = Ordered and paid
seller-step-shipped = Shipped
seller-step-delivered = Delivered
seller-step-confirmed = Receipt confirmed
seller-step-confirmed-by-silence = Receipt confirmed by time
seller-step-cancelled = Cancelled
seller-step-refund-asked = Refund asked for
seller-step-refund-refused = Refund refused
seller-step-refund-agreed = Refund agreed
seller-step-refund-agreed-by-silence = Refund agreed: no answer in time
seller-step-refund-escalated = Passed to the market
seller-step-refund-ruled = Decided by the market
seller-step-refund-withdrawn = Request taken back
seller-step-refunded = Refunded
seller-step-withdrawal-declared = Withdrawal declared
seller-step-paid-out = Paid out
seller-step-matured = Money is available
seller-step-ship-by = Ship by
seller-by-buyer = buyer
seller-by-seller = you
seller-by-operator = market
seller-order-of = Order of { $buyer }
seller-order-slip = Packing slip
seller-order-next-silence = Counts as received on { $day }
seller-order-next-stopped = A request has stopped the clock
seller-order-next-payable = Money available on { $day }
seller-order-parcels = Parcels
seller-order-course = What happened
seller-order-to = Goes to
seller-order-money = Money
seller-order-goods = Goods
seller-order-delivery = Delivery
seller-order-tax = Tax in it
seller-order-tax-added = Tax
seller-order-fee = Market’s fee
seller-order-refunded = Refunded
seller-order-total = The buyer paid
seller-order-money-note = The market holds the money until the buyer has the goods; then it moves to your balance.
seller-refund-opened = Refund under way since { $day }
seller-refund-done = Refunded on { $day }
seller-refund-failed = Refund failed on { $day }
seller-ship = Ship
seller-ship-left = { $left } of { $all } still to ship
seller-ship-pieces-of = Pieces in this parcel: { $goods }
seller-ship-tracking-hint = Empty for a letter without tracking.
seller-ship-button = Mark as shipped
seller-ship-note = The buyer gets a mail with the number. What you leave out can go in another parcel.
seller-parcel = Parcel
seller-parcel-left = Left on { $day }
seller-parcel-arrived = Arrived on { $day }
seller-parcel-mark-arrived = It has arrived
seller-cancel = Cancel the order
seller-cancel-why = Reason
seller-cancel-hint = The buyer reads it.
seller-cancel-button = Cancel and refund { $amount }
seller-goodwill = Give some money back
seller-goodwill-amount = Amount
seller-goodwill-hint = At most { $amount }.
seller-goodwill-text = Why
seller-goodwill-button = Refund
seller-slip-packed = Packed
seller-slip-thanks = Thank you for buying from { $shop }. If anything is wrong, ask for help on the page of your order.

# A buyer’s request.
seller-request-refund = Refund of { $amount } asked for
seller-request-withdrawal = Withdrawal declared: { $amount } to give back
seller-request-answer = Your answer
seller-request-ruling = The market’s ruling
seller-request-agree = Agree and refund { $amount }
seller-request-refuse = Refuse
seller-request-why = Reason
seller-request-why-hint = The buyer reads it and can then ask the market to decide.
seller-request-escalate = Let the market decide
seller-request-silence = If you don’t answer in time, the buyer gets the money back.
seller-request-state-asked = waits for your answer
seller-request-state-refused-by-seller = refused by you
seller-request-state-escalated = the market decides
seller-request-state-agreed = agreed
seller-request-state-agreed-by-silence = agreed by silence
seller-request-state-ruled = decided
seller-request-state-withdrawn = taken back
seller-reason-not-received = It never came
seller-reason-not-as-described = Not as described
seller-reason-damaged = Arrived damaged
seller-reason-wrong-item = The wrong thing came
seller-reason-changed-mind = Changed their mind
seller-reason-other = Something else

# Tracking numbers from a file.
seller-tracking-text = Ship many orders at once: fill in the file and send it back. Each line that fits is shipped, every other is told with its reason.
seller-tracking-file = Choose a CSV file
seller-tracking-hint = Comma or semicolon, UTF-8, up to 2 MB
seller-tracking-send = Upload and ship
seller-tracking-template = Empty file to fill in
seller-tracking-columns = The columns
seller-tracking-column-order = The order’s id, as the list of orders exports it
seller-tracking-column-carrier = Who carries it; may be empty
seller-tracking-column-tracking = The carrier’s number; may be empty
seller-tracking-report = What became of the file
seller-tracking-done = { $count ->
    [one] { $count } order is shipped.
   *[other] { $count } orders are shipped.
}
seller-tracking-problems = { $count ->
    [one] { $count } line was not taken:
   *[other] { $count } lines were not taken:
}
seller-tracking-line = Line
seller-tracking-value = It says
seller-tracking-why = Why

# Goods.
seller-products-empty = No goods yet
seller-products-empty-text = Add the first one: a title, a price and a quantity are enough to begin.
seller-products-all = All
seller-products-hint = Change prices and quantities right here, as many as you like, then save them all.
seller-products-save = Save all
seller-product = Product
seller-product-new = New product
seller-product-variant = Variant
seller-product-price = Price, { $currency }
seller-product-price-short = Price
seller-product-price-of = Price of { $goods }
seller-product-on-hand = On hand
seller-product-on-hand-of = On hand: { $goods }
seller-product-available = To sell
seller-product-left = { $count ->
    [one] { $count } left
   *[other] { $count } left
}
seller-product-sold-out = sold out
seller-product-not-here = not offered in this shop
seller-product-more = { $count ->
    [one] { $count } more variant
   *[other] { $count } more variants
}
seller-product-draft = draft
seller-product-published = on sale
seller-product-removed = removed
seller-product-public = As buyers see it
seller-product-title = Title
seller-product-title-hint = What it is, in the buyer’s words.
seller-product-text = Description
seller-product-text-hint = Material, size, care. An empty line begins a new paragraph.
seller-product-category = Category
seller-product-category-choose = Choose a category
seller-product-tax = Tax class
seller-product-language = Language
seller-product-brand = Brand
seller-product-drawing = Drawing
seller-product-drawing-hint = Stands in until there is a photograph.
seller-product-hue = Hue, 0–359
seller-tax-standard = Standard rate
seller-tax-reduced = Reduced rate
seller-tax-super-reduced = Super-reduced rate
seller-tax-zero = Zero rate
seller-product-options = Options
seller-product-options-hint = Only where buyers choose: size, colour. Leave empty for a thing that comes in one way.
seller-product-option = Option { $number }
seller-product-option-values = Its values, with commas
seller-product-combine = Make a row for each combination
seller-product-variants = Price and stock
seller-product-was = Price before
seller-product-weight = Grams
seller-product-sku = SKU
seller-product-barcode = Barcode
seller-product-cell = { $name }, row { $row }
seller-product-add-row = Another row
seller-product-remove-row = Remove row { $row }
seller-product-variants-hint = “On hand” is what lies in your store, what is promised to buyers included.
seller-product-save = Save
seller-product-publish = Save and put on sale
seller-product-keep-draft = Save as a draft
seller-product-remove = Take off the market
seller-product-kept = { $count ->
    [one] { $count } more variant stays as it is.
   *[other] { $count } more variants stay as they are.
}
seller-pictures = Pictures
seller-pictures-later = Save the product first; pictures come next.
seller-pictures-add = Choose pictures
seller-pictures-hint = JPEG, PNG or WebP, up to 10 at once and 20 MB together
seller-pictures-take = Take a photo
seller-pictures-take-hint = With a phone’s camera
seller-pictures-send = Upload
seller-pictures-waiting = being prepared
seller-pictures-failed = unreadable – please choose another file
seller-pictures-remove = Remove
seller-pictures-remove-of = Remove picture { $number }

# Stock.
seller-stock = Stock movements
seller-stock-none = Nothing has moved yet. The first quantity you enter begins the list.
seller-stock-when = When
seller-stock-cause = Cause
seller-stock-held = Held
seller-stock-sold = Sold, to ship
seller-stock-on-hand-note = lies in your store
seller-stock-held-note = for buyers who are paying now
seller-stock-sold-note = paid and not yet shipped
seller-stock-available-note = what buyers can order now
seller-stock-received = Received
seller-stock-counted = Counted by you
seller-stock-freed = Hold ended
seller-stock-shipped = Shipped
seller-stock-cancelled = Cancelled
seller-stock-returned = Came back

# Money.
seller-balance-statement = Statement
seller-balance-held = Held
seller-balance-held-note = For orders whose buyers don’t have the goods yet. The market keeps it for both of you.
seller-balance-pending = Pending
seller-balance-pending-note = Yours, and free for payout once the days for late requests are over.
seller-balance-available = Available
seller-balance-available-note = Goes to your bank with the next payout.
seller-balance-due = Owed
seller-balance-due-note = Refunds took more than your balance had. The next sales pay it back first.
seller-balance-owed = You owe { $amount }
seller-balance-transfers = Every transfer that made it
seller-balance-none = No money has moved yet: it does when a buyer confirms receipt.
seller-balance-reason = Reason
seller-balance-subject = Belongs to
seller-balance-running = Yours after it
seller-transfer-capture = Payment taken
seller-transfer-late-capture = Late payment
seller-transfer-late-refund = Late payment refunded
seller-transfer-settlement = Settlement
seller-transfer-provider-fee = Provider’s fee
seller-transfer-refund-settlement = Refund settled
seller-transfer-top-up = Top-up
seller-transfer-settlement-back = Settlement taken back
seller-transfer-provider-fee-back = Provider’s fee given back
seller-transfer-top-up-back = Own money taken back
seller-transfer-release = Sale released
seller-transfer-tax-collected = Tax collected for the state
seller-transfer-commission = Market’s fee
seller-transfer-fee-vat = VAT on the fee
seller-transfer-sweep = Fee swept
seller-transfer-sweep-back = Fee given back
seller-transfer-mature = Became available
seller-transfer-debt-recovered = Debt paid back
seller-transfer-payout = Payout to your bank
seller-transfer-payout-returned = Payout came back
seller-transfer-refund-from-escrow = Refund before release
seller-transfer-refund-from-pending = Refund, from pending
seller-transfer-refund-from-available = Refund, from available
seller-transfer-refund-from-debt = Refund that you owe
seller-transfer-refund-from-tax = Refund, the tax in it
seller-transfer-commission-reversal = Market’s fee given back
seller-transfer-fee-vat-reversal = VAT on the fee given back
seller-payouts-empty = No payouts yet
seller-payouts-empty-text = The first one is proposed by itself as soon as enough is available.
seller-payout-amount = Amount
seller-payout-state = State
seller-payout-proposed-on = Proposed
seller-payout-paid-on = Paid
seller-payout-bank = Account
seller-payout-when = When money is paid out
seller-payout-every = { $days ->
    [one] Every day, if { $least } or more is available.
   *[other] Every { $days } days, if { $least } or more is available.
}
seller-payout-delay = { $days ->
    [one] A sale becomes available { $days } day after the buyer has the goods.
   *[other] A sale becomes available { $days } days after the buyer has the goods.
}
seller-payout-by-hand = A person at the market looks at each payout before it leaves.
seller-payout-next = The next payout is looked at on { $day }.
seller-payout-proposed = proposed
seller-payout-approved = on its way
seller-payout-paid = paid
seller-payout-returned = came back
seller-payout-refused = refused
seller-bank = Bank account
seller-bank-missing = no account yet
seller-bank-iban = IBAN
seller-bank-hint = Payouts go there. It is never shown again in full.
seller-bank-save = Save the account

# The shop.
seller-shop-public = As buyers see it
seller-shop-window = What buyers see
seller-shop-name = Name
seller-shop-city = Town
seller-shop-story = Story
seller-shop-story-hint = Who you are and how you make or choose what you sell.
seller-shop-handling = Days to dispatch
seller-shop-handling-hint = From payment to the carrier.
seller-shop-save = Save
seller-zones = Delivery
seller-zones-text = One row for each way you send to some countries. Prices in { $currency }.
seller-zone-name = Name
seller-zone-countries = Countries
seller-zone-price = Price
seller-zone-per-kg = Per kg
seller-zone-free-above = Free above
seller-zone-days-min = Days, least
seller-zone-days-max = Days, most
seller-zone-remove = Remove row { $row }
seller-zones-save = Save delivery
seller-zones-add = Another row
seller-zones-hint = Countries by their two letters with commas (FR, DE), or * for everywhere.

# What the last act came to.
done-seller-shipped = Shipped. The buyer has been told.
done-seller-delivered = Marked as arrived.
done-seller-cancelled = Cancelled. The refund is on its way.
done-seller-refunded = The refund is on its way.
done-seller-agreed = Agreed. The refund is on its way.
done-seller-refused = Refused. The buyer reads your reason.
done-seller-escalated = The market decides now.
done-seller-saved = Saved.
done-seller-pictures = The pictures are being prepared; they appear in a moment.

seller-policy-holds = Holds from { $date }
seller-policy-held = In force from { $date }
seller-policy-since = In force since { $date }
seller-policy-will-change = The rules change on { $date }.
seller-policy-see = See what changes
seller-policy-orders = Orders placed before keep the rules under which they were made.
seller-policy-nothing = No change is announced.
seller-policy-in-force = In force
seller-policy-past = Changes so far
