# What the rules of a market are called and how their values are written, for all sites and letters. Keys begin with rule-.

rule-commission = Commission
rule-escrow = Escrow
rule-refunds = Refunds
rule-payouts = Payouts
rule-checkout = Checkout
rule-tax = Tax
rule-admission = Admission

rule-commission-rate_ppm = Commission rate
rule-commission-rate_ppm-hint = Tmall took 5% on fashion, 11 Main 3.5%.
rule-commission-by_category = Rates by category
rule-commission-by_category-hint = One category a line, as in “shoes/boots = 4.5”. The longest path wins.
rule-commission-base = Taken on
rule-commission-base-hint = 11 Main counted delivery too, so that nobody hides the price in it.
rule-commission-least_per_line_minor = At least, for each line
rule-commission-least_per_line_minor-hint = Never more than half of the line.
rule-commission-most_per_line_minor = At most, for each line
rule-commission-least_per_order_minor = At least, for each order
rule-commission-least_per_order_minor-hint = Never more than half of the order.
rule-commission-most_per_order_minor = At most, for each order
rule-commission-most_per_order_minor-hint = 11 Main stopped at 50 dollars.
rule-escrow-confirm_days_after_delivery = Silence confirms after delivery
rule-escrow-confirm_days_after_delivery-hint = 1688 and Taobao: 10 days.
rule-escrow-confirm_days_after_dispatch = Silence confirms after dispatch, where no delivery is known
rule-escrow-confirm_days_after_dispatch-hint = JD: 20 days; 1688: 30.
rule-refunds-answer_days = Time for a seller to answer
rule-refunds-answer_days-hint = Silence agrees. AliExpress: 5 days.
rule-refunds-ask_days_after_completion = After completion a buyer may ask for
rule-refunds-ask_days_after_completion-hint = AliExpress: 15 days.
rule-refunds-withdrawal_days = Right of withdrawal
rule-refunds-withdrawal_days-hint = At least 14 days where the law of the European Union holds (Directive 2011/83, art. 9); empty elsewhere.
rule-payouts-delay_days = From release until money is payable
rule-payouts-every_days = Between two payouts
rule-payouts-least_minor = Smallest payout
rule-payouts-approved_by_hand = An operator approves each payout
rule-checkout-hold_minutes = Goods are held for an unpaid purchase
rule-checkout-hold_minutes-hint = Taobao: 15 minutes where stock is taken at payment.
rule-checkout-guests = Guests may buy
rule-tax-regime = Prices
rule-admission-door = How a seller comes in
rule-admission-score_least = Points of a hundred that an application needs
rule-admission-score_least-hint = Empty: applications are not scored.
rule-admission-checklists = Checklists
rule-admission-checklists-hint = For a kind of shop and a country the first list that fits holds. Kinds and countries without a list are not taken.
rule-admission-days-draft = A draft lapses
rule-admission-days-review = Time for a checker to look
rule-admission-days-answer = Time for an applicant to answer
rule-admission-days-prepare = Time to open the shop once approved
rule-admission-days-appeal = Time to appeal
rule-admission-days-supervise = Time for a supervised shop to put things right
rule-admission-days-supervise-hint = Tmall: 15 days to top up a deposit.
rule-admission-days-settle = A closed shop’s accounts come to rest
rule-admission-days-keep = Papers are kept after the end
rule-admission-days-keep-hint = Six months at least (Regulation 2022/2065, art. 30).

rule-none = none
rule-yes = yes
rule-no = no
rule-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
rule-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
rule-points = { $count } of 100
rule-rate-of = { $category }: { $rate }
rule-as-elsewhere = { $category }: as elsewhere
rule-range-rate = Percent, { $least } to { $most }.
rule-range-days = Days, { $least } to { $most }.
rule-range-minutes = Minutes, { $least } to { $most }.
rule-range-points = Points, { $least } to { $most }.
rule-range-amount = In { $currency }.
rule-range-amount-or-empty = In { $currency }; empty for none.
rule-base-goods = goods
rule-base-goods_and_delivery = goods and delivery
rule-regime-included = contain VAT, which the seller owes
rule-regime-added = are before sales tax, which the market collects
rule-door-open = opens a shop at once
rule-door-application = applies first
rule-door-invitation = needs an invitation
rule-error-not-a-rate = A percentage like 5 or 3.5, please.
rule-error-not-rates = Line { $line } can’t be read: write “shoes/boots = 4.5”.
rule-error-twice = Line { $line } names a category a second time.
rule-error-not-entries = Line { $line } can’t be read.
