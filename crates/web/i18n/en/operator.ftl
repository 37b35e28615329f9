# The operator console. Keys begin with operator-.

operator-overview = Overview
operator-orders = Orders
operator-requests = Refund requests
operator-shops = Shops
operator-payouts = Payouts
operator-ledger = Ledger
operator-reconciliation = Reconciliation
operator-policy = Policy
operator-doctor = Doctor
operator-search-hint = Order reference
operator-you-are-here = You are here

operator-all = All
operator-state = State
operator-by-state = By state
operator-amount = Amount
operator-sum = Sum
operator-day = Day
operator-look = Look
operator-show = Show
operator-none = none
operator-yes = yes
operator-no = no
operator-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
operator-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}

operator-sold-days = Sold in { $days } days
operator-orders-days = Orders in { $days } days
operator-against-before = { $percent }%, before { $before }
operator-same-as-before = as before: { $before }
operator-nothing-before = nothing in the days before
operator-held = In open orders
operator-orders-count = { $count ->
    [one] { $count } order
   *[other] { $count } orders
}
operator-shops-open = Open shops
operator-listings-count = { $count ->
    [one] { $count } product on sale
   *[other] { $count } products on sale
}
operator-waiting = Waiting for you
operator-wait-escalated = { $count ->
    [one] { $count } request waits for a ruling
   *[other] { $count } requests wait for a ruling
}
operator-none-escalated = No request waits for a ruling
operator-wait-payouts = { $count ->
    [one] { $count } payout waits for approval
   *[other] { $count } payouts wait for approval
}
operator-none-payouts = No payout waits for approval
operator-wait-unknown = { $count ->
    [one] { $count } line of the provider’s file fits nothing of ours
   *[other] { $count } lines of the provider’s file fit nothing of ours
}
operator-none-unknown = Every line of the provider’s file is accounted for
operator-sold-by-day = Sold by day
operator-in-units = in { $currency }
operator-in-thousands = in thousand { $currency }
operator-in-millions = in million { $currency }
operator-as-table = As a table

operator-order = Order
operator-order-of = Order { $id }
operator-shop = Shop
operator-seller = Seller
operator-buyer = Buyer
operator-address = Deliver to
operator-placed = Placed
operator-purchase = Purchase
operator-charge = Provider’s reference
operator-commission = Commission
operator-fee = Fee earned
operator-confirms = Confirms by itself
operator-line = Line
operator-goods = Goods
operator-delivery = Delivery
operator-tax = Tax
operator-total = Total
operator-course = Course
operator-parcels = Parcels
operator-parcel-sent = sent { $moment }
operator-parcel-delivered = delivered { $moment }
operator-refunds = Refunds
operator-refunded-of = { $amount } back
operator-orders-none = No orders here
operator-orders-none-text = Orders appear as soon as a purchase is paid.
operator-order-not-found = No order of this market has the reference “{ $searched }”.

operator-transfers = Transfers
operator-transfers-none = No money has moved for this order.
operator-reason = Reason
operator-debit = Debit
operator-credit = Credit
operator-escrow-after = Escrow after
operator-escrow-agrees = escrow holds { $held }
operator-escrow-differs = escrow should hold { $expected }, but transfers say { $held }

operator-state-to_ship = to ship
operator-state-part_shipped = partly shipped
operator-state-shipped = shipped
operator-state-delivered = delivered
operator-state-completed = completed
operator-state-cancelled = cancelled
operator-state-refunded = refunded
operator-request-asked = asked the seller
operator-request-refused_by_seller = refused by the seller
operator-request-escalated = waits for a ruling
operator-request-agreed = agreed
operator-request-agreed_by_silence = agreed by silence
operator-request-ruled = ruled
operator-request-withdrawn = taken back
operator-refund-opened = on its way
operator-refund-done = done
operator-refund-failed = failed
operator-payout-proposed = proposed
operator-payout-approved = approved
operator-payout-paid = paid
operator-payout-returned = returned by the bank
operator-payout-refused = refused
operator-kind-refund = Refund
operator-kind-withdrawal = Withdrawal
operator-asked-not_received = never came
operator-asked-not_as_described = not as described
operator-asked-damaged = damaged
operator-asked-wrong_item = wrong item
operator-asked-changed_mind = changed their mind
operator-asked-other = something else
operator-cause-cancelled = cancelled
operator-cause-request = request granted
operator-cause-withdrawal = withdrawal
operator-cause-unusable = payment not usable
operator-cause-goodwill = goodwill of the seller
operator-by-buyer = Buyer
operator-by-seller = Seller
operator-by-operator = Operator
operator-by-time = Timer
operator-by-provider = Payment provider
operator-step-placed = Paid
operator-step-shipped = Shipped
operator-step-delivered = Delivered
operator-step-confirmed = Receipt confirmed
operator-step-confirmed_by_silence = Receipt confirmed by silence
operator-step-cancelled = Cancelled
operator-step-refund_asked = Refund asked for
operator-step-refund_refused = Refund refused
operator-step-refund_agreed = Refund agreed
operator-step-refund_agreed_by_silence = Refund agreed by silence
operator-step-refund_escalated = Ruling asked for
operator-step-refund_ruled = Ruled
operator-step-refund_withdrawn = Request taken back
operator-step-refunded = Refunded
operator-step-withdrawal_declared = Withdrawal declared
operator-step-paid_out = Paid out
operator-step-matured = Payout delay over

operator-account = Account
operator-account-provider_transit = With the payment provider
operator-account-safeguarded_bank = Safeguarded bank account
operator-account-own_bank = Own bank account
operator-account-due_from_seller = Due from sellers
operator-account-escrow = Escrow
operator-account-payable_pending = Sellers’ balance, pending
operator-account-payable_available = Sellers’ balance, available
operator-account-buyer_balance = Owed to buyers
operator-account-fee_vat = VAT on fees
operator-account-tax_collected = Tax collected for states
operator-account-commission_income = Commission
operator-account-provider_cost = Cost of payments
operator-reason-capture = Buyer paid
operator-reason-late_capture = Paid too late or twice
operator-reason-late_refund = Late payment sent back
operator-reason-settlement = Provider settled
operator-reason-provider_fee = Provider’s fee
operator-reason-refund_settlement = Provider settled a refund
operator-reason-top_up = Own money fills the fee
operator-reason-settlement_back = Settlement taken back
operator-reason-provider_fee_back = Provider’s fee given back
operator-reason-top_up_back = Own money taken back
operator-reason-release = Released to the seller
operator-reason-tax_collected = Tax kept for a state
operator-reason-commission = Commission
operator-reason-fee_vat = VAT on the commission
operator-reason-sweep = Fees moved to own account
operator-reason-sweep_back = Fees moved back
operator-reason-mature = Payout delay over
operator-reason-debt_recovered = Seller’s debt recovered
operator-reason-payout = Payout
operator-reason-payout_returned = Payout returned
operator-reason-refund_from_escrow = Refund from escrow
operator-reason-refund_from_pending = Refund from the pending balance
operator-reason-refund_from_available = Refund from the available balance
operator-reason-refund_from_debt = Refund advanced, owed by the seller
operator-reason-refund_from_tax = Tax given back
operator-reason-commission_reversal = Commission given back
operator-reason-fee_vat_reversal = VAT on the commission given back

operator-ruling = Ruling
operator-asked-for = Asked for
operator-asked-at = Asked on
operator-granted = Granted
operator-closed-at = Closed on
operator-answer-by = Seller answers by
operator-left = Left to refund
operator-rule-decision = Your ruling
operator-rule-full = Refund what was asked for
operator-rule-partial = Refund a part
operator-rule-partial-note = The amount below
operator-rule-none = Refund nothing
operator-rule-amount = Amount of a partial refund
operator-rule-amount-hint = Only for a partial refund.
operator-rule-reasons = Reasons
operator-rule-reasons-hint = Both sides read them, as you write them.
operator-rule-send = Rule
done-operator-ruled = Your ruling is in force; both sides are told.
operator-requests-ours = Seller and buyer did not agree. Open an order to read both sides and rule.
operator-requests-none = No requests here
operator-requests-none-text = Buyer and seller agree on their own, most of the time.

operator-products = Products
operator-opened = Opened
operator-shops-what = A closed shop sells nothing more; its running orders go on.
operator-shops-none = No shops yet
operator-shops-none-text = Shops appear here as soon as a seller opens one.
operator-shop-close = Close
operator-shop-open-again = Open
done-operator-shop-open = The shop is open.
done-operator-shop-closed = The shop is closed.

operator-proposed = Proposed
operator-payouts-none = No payouts here
operator-payouts-none-text = Payouts are proposed by schedule, from what sellers have available.
operator-payout-approve = Approve the chosen
operator-payout-approve-hint = The money leaves for the sellers’ banks at once.
operator-payout-refuse-them = Refuse instead
operator-payout-refuse = Refuse the chosen
operator-payout-reason = Reason
operator-payout-reason-hint = The seller reads it. The money stays in the balance.
operator-payouts-none-chosen = Please choose at least one payout.
operator-payouts-too-many = Please choose { $max } payouts at most.
done-operator-payouts-approved = The chosen payouts are approved.
done-operator-payouts-refused = The chosen payouts are refused.
done-operator-payouts-left = Some were left as they are: decided already, or the balance or bank account is missing. The others are done.
done-operator-checked = The checks were run.

operator-until-day = Up to
operator-until = up to the end of { $date }
operator-until-now = up to now
operator-debits-credits = Debits, and credits
operator-equal = equal
operator-not-equal = not equal
operator-owed = Owed to others
operator-owed-note = Escrow, sellers, buyers, states
operator-covered = { $held } held for them: covers it
operator-not-covered = { $held } held for them: does not cover it
operator-balance = Balance
operator-ledger-none = Nothing was posted
operator-ledger-none-text = The first payment makes the first transfers.

operator-reconciliation-what = What the ledger says was settled, what the provider’s file says, and what came in at the bank: all three are the same when a day is closed.
operator-reconciliation-none = No settlement file was read yet
operator-reconciliation-none-text = The provider’s file of a day is read in the night that follows.
operator-book-ledger = Ledger
operator-book-file = Provider’s file
operator-book-fee = of which fee
operator-book-bank = Bank
operator-agrees = agrees
operator-differs = differs
operator-days-agree = every day agrees
operator-days-differ = { $count ->
    [one] { $count } day differs
   *[other] { $count } days differ
}
operator-unknown-lines = { $count ->
    [one] { $count } line of the file fits nothing of ours: ask the provider what it is.
   *[other] { $count } lines of the file fit nothing of ours: ask the provider what they are.
}
operator-ledger-more = The ledger has { $amount } more than the file: a payment or refund is missing in the file.
operator-ledger-less = The ledger has { $amount } less than the file: something in the file was not posted.
operator-bank-more = { $amount } more came in at the bank than the file says.
operator-bank-less = { $amount } of the file has not come in at the bank: transfers can take a day.
operator-differs-somehow = The books differ; the doctor tells where.

operator-policy-what = Orders that run keep the version under which they were made. What touches sellers’ money is decided by two members and announced before it holds.
operator-policy-in-force = In force: version { $number } ({ $date }), by { $author }
operator-policy-alone = Changes that touch sellers’ money need a second member, and you are the only one. At the machine, this adds another:
operator-policy-waiting = Waits for a second member
operator-policy-announced = Announced
operator-policy-ended = Refused and withdrawn proposals
operator-policy-proposed-by = Proposed by { $name }, { $date }
operator-policy-decided-by = Decided by { $name }, { $date }
operator-policy-would-hold = If approved now, it holds from { $date }.
operator-policy-holds = Holds from { $date }.
operator-policy-approve = Approve
operator-policy-approve-hint = Sellers get a letter with what changes, and the notice begins.
operator-policy-refuse = Refuse
operator-policy-refuse-reason = Why not
operator-policy-withdraw = Withdraw
operator-policy-another = You have proposed it, so another member decides.
operator-policy-state-proposed = proposed
operator-policy-state-announced = announced
operator-policy-state-approved = approved
operator-policy-state-refused = refused
operator-policy-state-withdrawn = withdrawn
operator-policy-nothing = Nothing would change: these are the values in force.
operator-policy-changes = What would change
operator-policy-at-once = Sellers’ money does not hang on this: it holds at once, or from the day you name.
operator-policy-second = Sellers’ money hangs on this: a second member decides.
operator-policy-notice = Sellers are told { $days } days ahead (Regulation 2019/1150, art. 3). Approved today, it holds from { $date }.
operator-policy-no-notice = No law here asks for notice; sellers are told when it is approved.
operator-policy-wanted = Not before
operator-policy-wanted-hint = Empty: as soon as may be.
operator-policy-note = Why
operator-policy-note-hint = Members and sellers read it.
operator-policy-put = Put in force
operator-policy-propose = Propose
operator-policy-compare = See what changes
operator-policy-compare-hint = Nothing is proposed yet.
operator-policy-versions = Versions
operator-policy-from = From version
operator-policy-to = To version
operator-policy-side-by-side = Compare
operator-policy-compared = From version { $from } to version { $to }
operator-policy-the-same = They are the same.
operator-policy-since-start = from the start
operator-error-not-a-date = A day, please.
done-operator-policy-saved = The change is decided.
done-operator-policy-proposed = The change waits for a second member, who has been told.
done-operator-policy-approved = The change is approved. Sellers are being told.
done-operator-policy-refused = The proposal is refused.
done-operator-policy-withdrawn = The proposal is withdrawn.
operator-version = Version
operator-since = Since
operator-author = By
operator-changed = Changed

operator-check = Check
operator-found = Found
operator-holds = holds
operator-broken = broken
operator-doctor-what = Checks every invariant of the ledger, the stock and the lists on the live database. It changes nothing.
operator-doctor-run = Run the checks
operator-doctor-never = The checks were not run yet
operator-doctor-never-text = They read the whole ledger: on a large market that takes a while.
operator-doctor-sound = All checks hold
operator-doctor-broken = { $count ->
    [one] { $count } check does not hold
   *[other] { $count } checks do not hold
}

operator-check-ledger-balances_equal_their_transfers = Every balance equals the sum of its transfers
operator-check-ledger-captured_is_held_released_or_refunded = What was captured is held, released or refunded
operator-check-ledger-entries_balance = Debits equal credits
operator-check-ledger-escrow_of_each_order = Escrow of each order is what the order says
operator-check-ledger-no_balance_below_zero = No limited balance is below zero
operator-check-ledger-nothing_posted_twice = Nothing was posted twice
operator-check-ledger-others_money_is_covered = The money of others is covered
operator-check-ledger-payouts_from_available = Payouts came from available money
operator-check-ledger-refunds_as_posted = Refunds were posted as they were paid
operator-check-ledger-refunds_within_captures = No refund exceeds its capture
operator-check-ledger-released_as_posted = Releases were posted as orders say
operator-check-ledger-transfers_are_whole = Every transfer is whole
operator-check-order-lines_sum_to_the_order = Lines sum to their order
operator-check-purchase-paid_once_and_whole = Purchases are paid once, and whole
operator-check-settlement-nothing_settled_twice = Nothing is settled twice
operator-check-settlement-every_line_is_ours = Every line of settlement files is ours
operator-check-settlement-ledger_file_and_bank_agree = Ledger, provider’s file and bank agree
operator-check-stock-figures_equal_movements = Stock equals its movements
operator-check-stock-held_equals_holds = What is held equals the holds
operator-check-stock-sold_equals_waiting_lines = What is sold equals the lines that wait
operator-check-application-shop_is_as_its_stage = Every shop is as the stage of its application
operator-check-timer-every_application_goes_on = Every application that waits has its timer
operator-check-timer-every_clock_rings = Every running clock has its timer
operator-check-timer-every_request_is_answered = Every open request has its timer
operator-check-timer-every_waiting_purchase_expires = Every waiting purchase has its timer
