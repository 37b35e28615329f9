# Suspended shops: letters, the operator's and the seller's pages. Keys begin with suspension-.

suspension-cause-unlawful_goods = Goods that may not be sold
suspension-cause-counterfeit = Counterfeit goods
suspension-cause-unsafe_goods = Unsafe goods
suspension-cause-buyers_wait = Buyers wait for parcels or answers
suspension-cause-identity = Who trades is not who it says
suspension-cause-rules = A rule of the market is broken

suspension-standing-preparing = in preparation
suspension-standing-open = open
suspension-standing-supervised = papers lacking
suspension-standing-suspended = suspended
suspension-standing-complains = complains
suspension-standing-closed = closed

suspension-lack = The operator has suspended the shop

suspension-mail-began-subject = { $shop } is suspended
suspension-mail-began-heading = Your shop is suspended
suspension-mail-began-text = From now on nothing of { $shop } is on sale.
suspension-mail-began-words = What was found
suspension-mail-effects = Orders that were placed go on: please send them. Your balance stays yours, but nothing is paid out to you until the suspension ends.
suspension-mail-complaint = If you think that this is wrong, say so on the page of your shop within { $days } days. A person who did not take the decision looks at it, free of charge.
suspension-mail-complained-subject = { $shop } complains about its suspension
suspension-mail-complained-heading = A seller complains
suspension-mail-complained-text = The seller of { $shop } says that the suspension is wrong. Somebody who did not decide it should answer.
suspension-mail-complained-words = The seller’s words
suspension-mail-upheld-subject = { $shop } is on sale again
suspension-mail-upheld-heading = Your complaint was right
suspension-mail-upheld-text = The suspension of { $shop } has ended. Your goods are on sale again, and payouts go on.
suspension-mail-upheld-words = The answer
suspension-mail-rejected-subject = The suspension of { $shop } stays
suspension-mail-rejected-heading = The suspension stays
suspension-mail-rejected-text = We have looked at your complaint about { $shop } again. The decision stays. You may turn to a mediator or a court.
suspension-mail-rejected-words = The answer
suspension-mail-lifted-subject = { $shop } is on sale again
suspension-mail-lifted-heading = The suspension has ended
suspension-mail-lifted-text = { $shop } is on sale again, and payouts go on.
suspension-mail-lifted-words = The answer
suspension-mail-button = See the shop

suspension-search = Name of a shop or its seller
suspension-search-do = Search
suspension-none-found = No shop is called that.
suspension-seller = The seller
suspension-seller-mail = E-mail
suspension-address = Address
suspension-application = Application
suspension-see-shop = See the shop as buyers do
suspension-suspend = Suspend this shop
suspension-suspend-what = Its goods leave the market at once, and its seller is paid nothing out meanwhile. Orders, parcels and refunds go on. The seller reads the reasons and may complain.
suspension-why = Ground
suspension-found = What was found
suspension-found-hint = The seller reads these words. Name the goods, the rule and what would make it good.
suspension-suspend-do = Suspend
suspension-lift = Let the shop sell again
suspension-complaint = The seller’s complaint
suspension-answer = Your answer
suspension-uphold = The seller is right
suspension-reject = The decision stays
suspension-by = { $name }, { $date }
suspension-history = Suspensions
suspension-never = Never suspended.
suspension-ended = ended on { $date }

suspension-page = Suspension
suspension-notice = Your shop is suspended: nothing is on sale and nothing is paid out.
suspension-see = See why
suspension-not = Your shop is not suspended.
suspension-since = Since { $date }
suspension-complain = Say why this is wrong
suspension-complain-what = A person who did not take the decision looks at it, free of charge. One complaint is taken.
suspension-complain-words = Your view
suspension-complain-do = Send the complaint
suspension-complained = You complained on { $date }. The operator will answer by letter and here.
suspension-answered = Answered on { $date }

done-operator-shop-suspended = The shop is suspended. Its seller is told.
done-operator-shop-lifted = The shop sells again. Its seller is told.
done-operator-shop-ruled = The complaint is decided. The seller is told.
done-seller-complained = Your complaint is sent.
