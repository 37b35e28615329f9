# Reviews and the three scores of a shop: pages of buyers, sellers and operators, letters, rules.

rule-reviews = Reviews
rule-reviews-on = Buyers may review what they bought
rule-reviews-days = After completion a buyer may write a first word for
rule-reviews-days-hint = Tmall: 15 days.
rule-reviews-moderation = An operator reads a review
rule-moderation-after = after it is published, when somebody reports it
rule-moderation-before = before it is published

review-call = Rate and review
review-page = How was it?
review-page-text = Say what the things are like, and how { $shop } looked after you. Others decide by it.
review-page-until = You can write a first word until { $date }.
review-page-refunded = Money has gone back to you. You had the goods all the same, so your word counts like any other.
review-page-over = The time for a first word ended on { $date }.
review-page-how = Your first name and an initial are shown, never the whole name.
review-shop-part = The shop { $shop }
review-shop-once = Three scores, given once. They count for six months and can’t be changed.
review-shop-given = You have rated this shop.
review-send-rating = Rate the shop
review-stars-label = Your stars
review-star-1 = Bad
review-star-2 = Poor
review-star-3 = Fair
review-star-4 = Good
review-star-5 = Very good
review-score = { $stars } – { $word }
review-headline = Headline
review-words = What should others know?
review-words-hint = What it is like in use, what differs from the description, for whom it is right.
review-add-pictures = Add pictures
review-add-pictures-hint = Up to { $most } of JPEG, PNG or WebP. They are shown with your review.
review-drop-picture = Take picture { $number } away
review-picture-waiting = Picture { $number } is being prepared
review-send = Publish the review
review-save = Save the change
review-editable = You can change it until { $date }.
review-fixed = It can’t be changed any more.
review-state-waiting = The market reads it before it is shown.
review-state-published = It is shown.
review-state-removed = The market has taken it down.
review-answer-by = { $shop } answers
review-section = Reviews
review-mean = { $mean } of 5
review-count = { $count ->
    [one] one review
   *[other] { $count } reviews
}
review-stars-and-count = { $stars } of 5 stars, { $count ->
    [one] one review
   *[other] { $count } reviews
}
review-bar = { $stars ->
    [one] One star: { $count }
   *[other] { $stars } stars: { $count }
}
review-all = { $count ->
    [one] See the review
   *[other] See all { $count } reviews
}
review-how = How we check reviews
review-verified = Bought here
review-none = Nobody has reviewed this yet.
review-of = Reviews of { $product }
review-filter = Which reviews
review-filter-all = All
review-filter-stars = { $stars ->
    [one] One star
   *[other] { $stars } stars
}
review-filter-pictures = With pictures
review-filter-none = There is no review of this kind.
review-newest-first = The newest first.
review-by = { $author }, { $date }
review-nobody = A buyer
review-edited = changed on { $date }
review-picture = Picture { $number } of this review
review-report = Report this review
review-report-why = What is wrong with it?
review-report-text = In your words
review-report-send = Report
review-reason-insult = It insults or threatens somebody
review-reason-personal_data = It shows somebody’s personal data
review-reason-advertising = It is advertising
review-reason-off_topic = It is not about the goods or the purchase
review-reason-fake = It is not honest: paid for, or about something never used
review-reason-unlawful = It is against the law

rating-title = What buyers say of this shop
rating-described = As described
rating-service = Service
rating-delivery = Delivery
rating-count = { $count ->
    [one] One rating in six months
   *[other] { $count } ratings in six months
}
rating-few = Too few ratings yet: scores are shown from { $least } on.

review-how-lead = Who may review on { $market }, what we check, and how the scores are made.
review-how-who-title = Who may write
review-how-who = Only who bought the goods here and has them: a review hangs on a line of a paid order, and the page to write it opens when the order is completed, or was refunded after delivery. One review a line. Members of the shop can’t review it. So every review is of a real purchase; we need not mark them one by one.
review-how-when = A first word may be written for { $days ->
    [one] one day
   *[other] { $days } days
} after completion, and changed for { $edit } days. It says when it was changed.
review-how-withdrawn = Who sent goods back, or was refunded, may still review them, if they had arrived.
review-how-moderation-title = What we read
review-how-moderation-after = Reviews are shown at once. Anybody who is signed in can report one; a person of the market then reads it.
review-how-moderation-before = A person of the market reads each review before it is shown, and again when somebody reports it.
review-how-removed = We take a review down for these reasons only, whether it praises or not:
review-how-told = Who wrote it, and the shop, are told why and can object by mail. Shops can answer; they can neither hide nor delete a review.
review-how-scores-title = How scores are made
review-how-scores-product = The stars of a product are the plain mean of all its reviews shown here, rounded to one decimal.
review-how-scores-shop = The three scores of a shop are the mean of the last six months. Of one buyer no more than { $most } ratings a month count. They are shown from { $least } ratings on.
review-how-money-title = Money
review-how-money = Nobody is paid for a review, nor for leaving one out. Reviews do not change the order in which search results stand.
review-how-off = This market has no reviews at present. Those that stand here were written under the rules below.

done-review-sent = Thank you. Your review is kept.
done-review-waiting = Thank you. The market reads your review before it is shown.
done-rating-sent = Thank you. Your rating counts from now on.
done-review-reported = Thank you. A person of the market will read it.

seller-menu-reviews = Reviews
seller-reviews-by = Which reviews
seller-reviews-open = To answer
seller-reviews-all = All
seller-reviews-none = No review here
seller-reviews-none-text = When buyers say something about your goods, you find it here and can answer.
seller-reviews-text = Your answer stands below the review, for everybody to read. You can change it at any time.
seller-review-answer = Your answer
seller-review-send = Answer
seller-review-change = Change the answer
seller-review-removed = Taken down by the market
seller-review-waiting = Not shown yet
done-seller-review-answered = Your answer is shown.

operator-reviews = Reviews
operator-reviews-by = Reviews by what has become of them
operator-reviews-reported = Reported
operator-reviews-waiting = Waiting
operator-reviews-published = Shown
operator-reviews-removed = Taken down
operator-reviews-none = No review here
operator-reviews-none-text = Reported reviews, and those that wait to be read, appear here by themselves.
operator-review = Review
operator-review-product = Goods
operator-review-stars = Stars
operator-review-reports = Reports
operator-review-date = Written
operator-review-order = Order
operator-review-answer = The shop’s answer
operator-review-ruling = Your words, for who wrote it and for the shop
operator-review-ruling-hint = What was wrong, in a sentence or two: both read it in a letter, with the address for objections.
operator-review-reason = Reason
operator-review-keep = It stands
operator-review-restore = Show it again
operator-review-remove = Take it down
operator-review-remove-text = That somebody is not pleased is no reason.
operator-review-back = To the list
done-operator-review-judged = Decided. Who is concerned gets a letter.
done-operator-review-kept = Decided: the review stands.

mail-why-review = You get this letter because you bought on { $market }.
mail-why-review-shop = You get this letter because you act for a shop on { $market }.
mail-review-asked-subject = How was it? Your order from { $shop }
mail-review-asked-heading = How was it?
mail-review-asked-text = Your order from { $shop } is completed. Others would like to know what the things are like; a sentence is enough.
mail-review-asked-button = Write a review
mail-review-asked-until = You can write until { $date }. Only who bought here can review; nobody is paid for it.
mail-review-goods = Goods
mail-review-reason = Reason
mail-review-words = What was written
mail-review-ruling = The market’s words
mail-review-shown-subject = A review of “{ $product }”
mail-review-shown-heading = Somebody has reviewed your goods
mail-review-shown-text = { $author } bought this from you and gave { $stars ->
    [one] { $stars } star
   *[other] { $stars } stars
 } out of five. You may answer once where all can read it, and change your answer.
mail-review-shown-button = Read and answer
mail-review-answered-subject = { $shop } has answered your review
mail-review-answered-heading = Your review was answered
mail-review-answered-text = { $shop } has answered what you wrote. Others read it too.
mail-review-answer = The shop’s answer
mail-review-removed-subject = A review of “{ $product }” was taken down
mail-review-removed-heading = A review was taken down
mail-review-removed-author = We have taken your review down. It breaks the rules for reviews of this market, for the reason below. A person read it and decided; no programme did.
mail-review-removed-shop = We have taken down a review of your shop, for the reason below. It no longer counts.
mail-review-removed-appeal = You do not agree? Write to { $email } within six months, and another person will look at it. You may also turn to an out-of-court body for settling disputes, or to a court.
mail-review-kept-subject = A review of “{ $product }” is shown again
mail-review-kept-heading = A review is shown again
mail-review-kept-text = We have looked at the review again: it keeps to the rules, is shown again and counts again.
mail-review-kept-appeal = You do not agree? Write to { $email }.
mail-review-author-button = See your review
mail-review-shop-button = See your reviews
