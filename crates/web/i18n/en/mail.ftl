# Mails. Keys begin with mail-.

mail-hello = Hello { $name },
mail-hello-nobody = Hello,
mail-why-buyer = You get this letter because you bought on { $market }.
mail-why-seller = You get this letter because you sell on { $market }.
mail-why-account = You get this letter because this address was given on { $market }.
mail-link-by-hand = If the button does not work, open this address:

mail-order = Order
mail-shop = Shop
mail-amount = Amount
mail-delivery = Delivery
mail-shop-total = This shop
mail-total = Total
mail-granted = Granted
mail-reason = Reason
mail-reasons = Reasons
mail-carrier = Carrier
mail-tracking = Tracking number
mail-ship-by = Ship by
mail-answer-by = Answer by
mail-pieces = { $count ->
    [one] { $count } piece
   *[other] { $count } pieces
}
mail-see-purchase = See your purchase
mail-confirm-by = When you have the goods, tell us: the shop is then paid. If we hear nothing, we take it as received on { $date }.

mail-placed-subject = Your purchase is paid: { $total }
mail-placed-heading = Thank you for your purchase
mail-placed-text = Your payment has arrived. Each shop sends its own parcel; here is what is on its way to you.
mail-placed-held = We hold your money until you have the goods. Only then is the shop paid.

mail-shipped-subject = { $shop } has sent your parcel
mail-shipped-heading = Your parcel is on its way
mail-shipped-text = { $shop } has handed your parcel to the carrier.
mail-shipped-button = Follow the order

mail-delivered-subject = Your parcel from { $shop } has arrived
mail-delivered-heading = Your parcel has arrived
mail-delivered-text = The carrier has delivered your parcel from { $shop }. Please look whether all is as it should be.
mail-delivered-button = Confirm, or report a problem

mail-refunded-subject = { $amount } is on its way back to you
mail-refunded-heading = Your money is on its way back
mail-refunded-text = We have sent { $amount } back to the card or account with which you paid. Banks need two to five working days for it.
mail-cause-cancelled = The order was cancelled.
mail-cause-request = Your request for a refund was granted.
mail-cause-withdrawal = You withdrew from the contract.
mail-cause-unusable = The payment could not be used.
mail-cause-goodwill = The shop gives you this money back on its own account.
mail-payment-refunded-heading = Your payment came too late
mail-payment-refunded-text = Your payment reached us when the goods could no longer be held for you, or a second time. Nothing was bought with it.

mail-cancelled-subject = Your order from { $shop } is cancelled
mail-cancelled-heading = The order is cancelled

mail-cancelled-text = Your order from { $shop } ends here: nothing will be sent.
mail-cancelled-back = What you paid for it goes back to you; a letter follows when the money is on its way.

mail-answered-subject = An answer to your request to { $shop }
mail-answered-heading = Your request was answered
mail-answered-asked = Your request is with the shop, which has to answer it.
mail-answered-agreed = The shop has agreed. Your money goes back to you now.
mail-answered-agreed_by_silence = The shop did not answer in time, so your request is granted. Your money goes back to you now.
mail-answered-refused_by_seller = The shop has refused your request. If you don’t agree, you can ask the market to decide.
mail-answered-escalated = The market now decides on your request. We read what both sides wrote and give our reasons.
mail-answered-ruled = The market has decided on your request.
mail-answered-withdrawn = You have taken your request back.

mail-withdrawal-subject = Receipt: you withdrew from your contract with { $shop }
mail-withdrawal-heading = We have your withdrawal
mail-withdrawal-text = You declared on { $moment } that you withdraw from this contract. This letter is your receipt.
mail-declaration = Your declaration
mail-withdrawal-words = I withdraw from my contract on the goods of order { $order }.
mail-declared-by = Declared by
mail-declared-at = Declared on
mail-withdrawal-next = Please send the goods back within 14 days. The shop tells you where to; your money comes back as soon as the goods or the proof of posting are there.
mail-withdrawal-keep = Please keep this letter: it proves the day and hour of your declaration.

mail-verify-subject = Please confirm your address for { $market }
mail-verify-heading = Is this your address?
mail-verify-text = Press the button to prove that this address is yours. Purchases made with it as a guest then appear in your account on { $market }.
mail-verify-button = Confirm the address
mail-verify-not-you = The link works once, for 24 hours. If you did not ask for it, do nothing.
mail-reset-subject = A new password for { $market }
mail-reset-heading = Choose a new password
mail-reset-text = Somebody, probably you, asked for a new password on { $market }.
mail-reset-button = Choose a password
mail-reset-not-you = The link works once, for one hour. If it was not you, do nothing: your password stays as it is.

mail-sold-subject = { $shop }: new order, { $total }
mail-sold-heading = You have sold something
mail-sold-text = The order is paid. Please hand the parcel to the carrier by { $date }.
mail-sold-button = Ship the order
mail-sold-held = The money is held for you and released when the buyer has the goods.
mail-paid-out-subject = { $amount } was sent to your bank
mail-paid-out-heading = Your payout is on its way
mail-paid-out-text = We have sent { $amount } to your account ending in { $end }.
mail-paid-out-button = See your balance
mail-asked-subject = A buyer asks for money back: { $order }
mail-asked-heading = A buyer asks for money back
mail-asked-text = A buyer asks for { $amount } back. Please answer by { $date }.
mail-asked-buyer = The buyer writes
mail-asked-button = Answer the request
mail-asked-silence = If you don’t answer by then, the request is granted.
mail-reason-not_received = The parcel never came
mail-reason-not_as_described = Not as described
mail-reason-damaged = Damaged
mail-reason-wrong_item = Wrong item
mail-reason-changed_mind = Changed their mind
mail-reason-other = Something else

mail-why-operator = You get this letter because you act for the operator of { $market }.
mail-rules-proposed-subject = { $author } proposes new rules for { $market }
mail-rules-proposed-heading = New rules wait for a second member
mail-rules-proposed-text = { $author } proposes to change the rules of { $market }. Sellers’ money hangs on them, so another member has to agree.
mail-rules-proposed-button = Look, and decide
mail-rules-announced-subject = New rules on { $market } from { $date }
mail-rules-announced-heading = The rules of the market will change
mail-rules-announced-text = From { $date } these rules of { $market } will be different:
mail-rules-announced-orders = Orders placed before that day keep the rules under which they were made.
mail-rules-announced-button = See all rules
mail-rules-announced-leave = If you do not agree, you may end your contract with us before { $date }.

# applications
mail-why-applicant = You get this letter because you applied to sell on { $market }.
mail-door-paper = Paper
mail-door-words = In their words
mail-door-button = Open the application
mail-door-submitted-subject = We have your application for { $shop }
mail-door-submitted-heading = Your application is here
mail-door-submitted-text = Thank you. Somebody looks at it by { $date }; you can follow each step on its page.
mail-door-asked-subject = A question about { $shop }
mail-door-asked-heading = We have a question
mail-door-asked-text = Please answer by { $date }; after that the application lapses.
mail-door-sent_back-subject = Something is missing for { $shop }
mail-door-sent_back-heading = Please complete your application
mail-door-sent_back-text = What was accepted stays accepted. Please send the rest by { $date }.
mail-door-approved-subject = { $shop } is approved
mail-door-approved-heading = Welcome: your application is approved
mail-door-approved-text = Fill your shop, say where you deliver, and open it by { $date }.
mail-door-opened-subject = { $shop } is open
mail-door-opened-heading = Your shop is open
mail-door-opened-text = Buyers can find it from now on. We write to you 30 and 7 days before a paper ends.
mail-door-ends_in_a_month-subject = A paper of { $shop } ends within 30 days
mail-door-ends_in_a_month-heading = A paper ends soon
mail-door-ends_in_a_month-text = Please send a new one in time: on the day it ends, your goods go off sale by themselves.
mail-door-ends_in_a_week-subject = A paper of { $shop } ends within 7 days
mail-door-ends_in_a_week-heading = A paper ends within a week
mail-door-ends_in_a_week-text = A new one has to be accepted before that day; else your goods go off sale by themselves.
mail-door-supervised-subject = { $shop } is off sale
mail-door-supervised-heading = Something required is missing
mail-door-supervised-text = Your goods are off sale until it is in order; orders that were placed go on. On { $date } the shop is closed.
mail-door-reopened-subject = { $shop } is open again
mail-door-reopened-heading = Your shop is open again
mail-door-reopened-text = All is in order, and your goods are back on sale.
mail-door-became_trader-subject = You sell as a trader from now on
mail-door-became_trader-heading = What changes for a trader
mail-door-became_trader-text = Your buyers may withdraw within 14 days and have the legal guarantee; your name, address and register number are shown; you account for taxes on what you sell. The page says which papers are still missing.
mail-door-closed-subject = { $shop } is closed
mail-door-closed-heading = Your shop is closed
mail-door-closed-text = Nothing is sold any more. Orders that were placed go on until everything is settled.
mail-door-refused-subject = Your application for { $shop } is refused
mail-door-refused-heading = We can’t take your shop
mail-door-refused-text = Here is why. You can ask for one more look on the page of the application.
mail-door-appeal_granted-subject = We look at { $shop } anew
mail-door-appeal_granted-heading = Your appeal is granted
mail-door-appeal_granted-text = Somebody looks at your papers again and answers by { $date }.
mail-door-appeal_rejected-subject = The refusal of { $shop } stands
mail-door-appeal_rejected-heading = Your appeal is rejected
mail-door-appeal_rejected-text = We have looked once more; this decision is final. You may apply anew at any time, and a mediator or a court can be asked.
mail-door-overdue-subject = The application of { $shop } waits too long
mail-door-overdue-heading = We are late
mail-door-overdue-text = The application goes to the head of the queue; it is looked at by { $date }.
mail-door-lapsed-subject = The application of { $shop } has lapsed
mail-door-lapsed-heading = Your application has lapsed
mail-door-lapsed-text = We heard nothing in time. You may begin a new one at any time.
