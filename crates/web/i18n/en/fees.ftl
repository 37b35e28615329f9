# Fees, deposits, plans and invoices of sellers.

# Rules of a market
rule-fees = Deposit and fees
rule-fees-deposit = Deposit
rule-fees-deposit-hint = One entry a line, as JSON: kind, category, currency (each may be left out) and amount_minor. Tmall asked 50,000 to 150,000 yuan.
rule-fees-deposit_least_ppm = Top up below this share
rule-fees-top_up_days = Days for topping up
rule-fees-top_up_days-hint = Tmall gives 15 days, then nothing is on sale.
rule-fees-deposit_back_days = Deposit goes back after the end of a shop
rule-fees-annual = Yearly fee
rule-fees-annual-hint = As for the deposit; refunds lists turnover_minor and share_ppm, rising: what comes back at the year’s end. Tmall asked 30,000 or 60,000 yuan.
rule-tariff = { $who }: { $amount }
rule-tariff-all = all
rule-tariff-back = { $share } back from { $turnover } of turnover on

# Accounts and reasons of the ledger
operator-account-deposit = Sellers’ deposits
operator-account-deferred_fee = Yearly fees not earned yet
operator-account-annual_income = Yearly fees
operator-account-plan_income = Plans
operator-account-listing_income = Listing fees
operator-reason-fee_capture = Paid in by the seller
seller-transfer-fee-capture = Paid in by you
operator-reason-fee_vat_owed = VAT on a fee, owed
seller-transfer-fee-vat-owed = VAT on the fee, owed
operator-reason-fee_vat_back = VAT on a fee given back
seller-transfer-fee-vat-back = VAT on the fee given back
operator-reason-deposit_paid = Deposit lodged
seller-transfer-deposit-paid = Deposit
operator-reason-deposit_topped_up = Deposit topped up
seller-transfer-deposit-topped-up = Deposit topped up
operator-reason-deposit_used = Deposit used for a buyer
seller-transfer-deposit-used = Deposit used for a buyer
operator-reason-deposit_returned = Deposit given back
seller-transfer-deposit-returned = Deposit given back
operator-reason-annual_fee = Yearly fee
seller-transfer-annual-fee = Yearly fee
operator-reason-annual_fee_owed = Yearly fee, owed
seller-transfer-annual-fee-owed = Yearly fee that you owe
operator-reason-annual_fee_earned = Months of a yearly fee earned
seller-transfer-annual-fee-earned = Months of the yearly fee
operator-reason-annual_fee_back = Yearly fee given back
seller-transfer-annual-fee-back = Yearly fee given back
operator-reason-annual_income_back = Earned yearly fee given back
seller-transfer-annual-income-back = Yearly fee given back
operator-reason-plan_fee = Plan
seller-transfer-plan-fee = Plan
operator-reason-plan_fee_owed = Plan, owed
seller-transfer-plan-fee-owed = Plan that you owe
operator-reason-listing_fee = Listing fee
seller-transfer-listing-fee = Listing fee
operator-reason-listing_fee_owed = Listing fee, owed
seller-transfer-listing-fee-owed = Listing fee that you owe

# Closed lists
fee-kind-deposit = Deposit
fee-kind-annual = Yearly fee
fee-kind-plan = Plan
fee-kind-listing = Listing fee
fee-state-due = To pay
fee-state-paid = Paid
fee-state-owed = Owed
fee-state-dropped = Not wanted any more
fee-state-returned = Given back

# At the door
admission-lack-unpaid = Not paid yet: { $fee }
admission-move-payment_due = Something has to be paid
admission-move-paid = Paid
admission-move-paid_too_late = A payment came too late and goes back
admission-move-deposit_used = The deposit was used for a buyer
admission-move-deposit_returned = The deposit was given back
admission-next-paying = Approved. Please pay what is due by { $date }; then you can fill your shop.
admission-progress-paying = Pay
mail-door-payment_due-subject = { $shop } is approved: what is due
mail-door-payment_due-heading = Welcome: your application is approved
mail-door-payment_due-text = Please pay the deposit and the fees by { $date }; the page of the application shows the amounts. Then you can fill your shop.
mail-door-paid_too_late-subject = Your payment for { $shop } goes back
mail-door-paid_too_late-heading = Your payment came too late
mail-door-paid_too_late-text = Nothing was due any more when it arrived. All of it goes back to where it came from.

# Paying at the door
fee-due = To pay
fee-vat = VAT
fee-total = Total
fee-deposit-note = The deposit stays yours: it comes back after the end of your shop, less what buyers had to be paid out of it.
fee-reverse-charge = No VAT is charged: reverse charge, article 196 of Directive 2006/112/EC.
fee-pay-provider = Pay { $amount }
fee-pay-balance = Pay out of my balance
fee-pay-balance-note = { $amount } of it is available.
fee-pay-silent = The payment provider does not answer at the moment. Please try again in a minute.
done-seller-application-paid = Paid. Thank you!

# Checks of the doctor
operator-check-fee-charged_as_posted = Every fee was posted as it was charged
operator-check-fee-earned_by_the_month = Yearly fees are earned by the month
operator-check-fee-owed_is_a_debt = Owed fees are debts of the ledger
operator-check-fee-nothing_open_unpaid = No shop opened before its deposit and fee were paid
operator-check-fee-deposit_within_terms = No deposit exceeds what was lodged
operator-check-timer-every_fee_goes_on = Every account with fees has its timer
operator-check-timer-every_fee_payment_is_asked_about = Every silent payment of a seller is asked about

# Fees of a shop
fee-title = Fees
fee-charged = What was charged
fee-none = Nothing was charged beside commission.
fee-when = Day
fee-what = What
fee-net = Net
fee-prices = What this market charges
fee-without-vat = Fees are without VAT; a deposit bears none.
fee-standing = How it stands
fee-deposit-left = { $left } of { $lodged }
fee-deposit-back = Deposit goes back on
fee-next-year = Next yearly fee on
fee-owed = Owed
fee-owed-still = { $amount } still owed
fee-available = Available
fee-earned = Earned
fee-from-to = { $least } to { $most }
fee-top-up-by = Please pay what the deposit lacks by { $date }; after that nothing is on sale.
fee-top-up = To top up by
fee-reason = Why
fee-use-deposit = Make a buyer whole
fee-use-deposit-text = Takes from the deposit and sends it to the buyer of an order that is over. The seller gets a letter with your words.
fee-use-deposit-do = Take from the deposit
fee-ask-deposit = Ask for a deposit
fee-ask-deposit-text = For a shop that came without one. If it is not paid within the term for topping up, nothing is on sale.
fee-ask-amount = Amount
fee-ask-deposit-do = Ask for it
done-operator-deposit-asked = The deposit is asked for; the seller gets a letter.
done-operator-deposit-used = Taken from the deposit; buyer and seller get letters.
operator-cause-deposit = out of the deposit
mail-cause-deposit = The market pays you out of the shop’s deposit.

# Letters about fees
mail-fee-button = Open the page of fees
mail-fee-until = Please pay it by { $date }; after that nothing of yours is on sale until it is paid.
mail-fee-deposit_asked-subject = A deposit for { $shop }
mail-fee-deposit_asked-heading = Please lodge a deposit
mail-fee-deposit_asked-text = The market asks { $shop } for a deposit of { $amount }. It stays yours.
mail-fee-deposit_used-subject = The deposit of { $shop } was used
mail-fee-deposit_used-heading = Your deposit was used for a buyer
mail-fee-deposit_used-text = { $amount } of the deposit of { $shop } went to a buyer. Here is why.
mail-fee-deposit_returned-subject = The deposit of { $shop } is yours again
mail-fee-deposit_returned-heading = Your deposit was given back
mail-fee-deposit_returned-text = { $amount } of { $shop } are in your balance now, less what you owed, and go to your bank with the next payout.
mail-fee-owed-subject = A fee of { $shop } is owed
mail-fee-owed-heading = Your balance did not cover a fee
mail-fee-owed-text = { $amount } are owed for { $shop }. What you sell from now on pays it first.
mail-fee-given_back-subject = Part of the yearly fee of { $shop } comes back
mail-fee-given_back-heading = Well sold: a part of your yearly fee comes back
mail-fee-given_back-text = { $amount } without VAT are in your balance, as the rules say for what { $shop } sold in the year.

# Invoices
invoice-list = Invoices
invoice-none = No invoice yet
invoice-none-text = The commission of a month is invoiced when the next one begins; a fee when it is charged.
invoice-number = Number
invoice-no-number = on its way
invoice-day = Invoice date
invoice-supplied = Charged on
invoice-from = From
invoice-to = To
invoice-rate = Rate
invoice-vat-number = VAT number { $number }
invoice-settled = Paid out of the seller’s balance, or set off against later sales. Nothing is to be transferred.
invoice-title-invoice = Invoice
invoice-title-credit_note = Credit note
invoice-series-invoice = { $what }
invoice-series-credit_note = Credit note: { $what }
invoice-cause-commission = Commission
invoice-cause-annual = Yearly fee
invoice-cause-plan = Plan
invoice-cause-listing = Listing fee
invoice-earlier = Month before
invoice-later = Month after
invoice-none-month = No invoice in this month
invoice-none-month-text = Invoices appear here once they have their number.
invoice-sum = Sum
invoice-count = Invoices
invoice-file = Download the month as CSV
operator-check-invoice-every_fee_once = Every fee has one invoice of its amount
operator-check-invoice-credited_as_given_back = Credit notes are what went back
operator-check-invoice-commission_as_posted = Invoices of commission equal the ledger
operator-check-invoice-reversals_as_posted = Credit notes of commission equal the ledger
operator-check-invoice-numbers_without_gaps = Numbers have no gap and no double
operator-check-invoice-counters_go_on = Each counter names the next number

# What members may do, and the audit
people-may-fees-pay = pay fees and choose the plan
people-may-deposits-use = ask for deposits and take from them
audit-deed-fee-paid = Fees paid out of the balance
audit-deed-fee-payment-begun = Payment of fees begun
audit-deed-deposit-asked = Deposit asked for
audit-deed-deposit-used = Deposit used for a buyer
audit-field-order = order

# Plans and listed products
rule-fees-plans = Plans
rule-fees-plans-hint = One plan a line, as JSON: code, name, amount_minor (a month), and what it changes: commission_less_ppm, free_listings; currency may be left out.
rule-fees-listing = Fee for listed products
rule-fees-listing-hint = One entry a currency, as JSON: amount_minor, months, free; currency may be left out. 11 Main asked 5 cents a month, Etsy 20 cents for four.
rule-plan-month = { $amount } a month
rule-plan-less = commission { $rate } lower
rule-plan-free = { $count ->
    [one] one product free
   *[other] { $count } products free
}
rule-listing = { $months ->
    [one] { $amount } a product and month
   *[other] { $amount } a product for { $months } months
}
fee-of-plan = { $kind }: { $plan }
fee-of-listings = { $kind }: { $count ->
    [one] one product
   *[other] { $count } products
}
fee-line-commission = commission { $rate }
fee-plans = Plans
fee-plans-text = A dearer plan holds at once: you pay the difference for the days that are left of the month (UTC), today included. A cheaper one, or none, holds from the first of the next month on. A plan is charged month by month, until you leave it.
fee-plan-none = No plan
fee-plan-none-text = What the market charges without one.
fee-plan-holds = yours
fee-plan-ends = until the end of the month
fee-plan-comes = from next month on
fee-plan-choose = Choose
fee-plan-keep = Keep it
fee-plan-leave = Leave the plan
done-seller-plan-chosen = Noted: it holds from the first of the next month on.
audit-deed-plan-chosen = Plan chosen
audit-field-plan = plan
operator-check-fee-month_charged_once = No month of a plan or of listed products is charged twice
operator-check-fee-plan_charged_as_chosen = Every plan that holds is charged

# Categories that a shop names
admission-detail-categories = Categories in which you will sell
admission-category-number = Category { $number }
admission-categories-hint = One to five, each with all below it. The deposit and the yearly fee follow the dearest of them; nothing is added up.
admission-categories = Categories
admission-categories-rise = These categories cost { $amount } more than what your shop paid. A deposit is to be topped up within the days that the market gives, before the opening where the shop is not open yet; a first year is charged at once. Nothing has changed so far.
admission-categories-later = A dearer category may ask for a higher deposit; you see the amount first. The yearly fee follows from the next year on.
admission-categories-agree = Agree and save
admission-categories-save = Save the categories
done-seller-application-categories = The categories are saved.
admission-move-categories_named = Categories changed
audit-deed-categories-named = Categories of a shop changed
audit-field-categories = categories
rule-goods-only_named = Only in the categories that a shop named
rule-goods-only_named-hint = Yes: products in other categories are refused, so that deposit and fees fit what is sold. Shops without an application are not asked.
