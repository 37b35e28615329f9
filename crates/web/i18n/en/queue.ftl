# Watching over papers and the queue of applications: filters, reminders and their letters. Keys begin with queue-, mail-reminder- or as those of acts on many rows.

job-kind-remind_papers = Remind of papers
bulk-remind = Remind…
bulk-all-papers = All papers that this filter finds, not only the ticked ones
bulk-what-remind_papers = Paper by paper, the owners of the shop get a letter in their language: which paper it is, its day, and what happens then. Nobody is reminded of the same paper twice in one day, and nobody who has handed in a new one.
bulk-count-papers = { $count ->
    [0] Nothing is ticked, or nothing is found
    [one] One paper
   *[other] { $count } papers
}
bulk-many-papers = More than { $count } papers
bulk-over-papers = More than { $max } papers: choose fewer at a time
bulk-filter-papers = All that the list shows under: { $filter }

queue-tick-all = All on this page
queue-part-ending = Ending
queue-part-ended = Ended
queue-part-missing = Missing
queue-part-waiting = To be looked at
queue-days = Ends
queue-days-any = at any time
queue-days-within = within { $days } days
queue-kind = Paper
queue-kind-any = any paper
queue-country = Country
queue-country-any = any country
queue-name = Shop or seller
queue-find = Filter
queue-at-ending = Ends
queue-at-ended = Ended
queue-at-missing = Shop is closed on
queue-at-waiting = Handed in
queue-reminded = Reminded
queue-reminded-applicant = Reminded
queue-what-ending = Accepted papers of shops in trade. On the last day the shop goes off sale by itself, unless a new paper was accepted.
queue-what-ended = Papers that have ended and that no new one has followed. Their shops are off sale.
queue-what-missing = Papers that a shop in trade has to have and has not, or whose last one was refused.
queue-what-waiting = New papers of shops in trade that nobody has looked at, the oldest first.
queue-none = Nothing fits this filter

audit-deed-paper-reminded = Reminded of a paper
audit-state-ends = ends
audit-state-ended = ended
audit-state-missing = missing

audit-by-hand = hand
audit-by-time = time
audit-by-right-lost = loss of the right
audit-by-session-over = end of the session
audit-by-code = a code
audit-by-machine = the machine
audit-by-app = the app
audit-by-letter = a letter
audit-by-password = password
audit-by-password-and-code = password and code

mail-reminder-paper = Paper
mail-reminder-shop = Shop
mail-reminder-until = Valid until
mail-reminder-button = Send a new paper
mail-reminder-ends-subject = { $shop }: a paper ends on { $date }
mail-reminder-ends-heading = A paper ends soon
mail-reminder-ends-text = Please send a new one in time. It is valid until { $date }; unless a new one is accepted by then, your goods go off sale by themselves the day after.
mail-reminder-ended-subject = { $shop }: a paper has ended
mail-reminder-ended-heading = A paper has ended
mail-reminder-ended-text = It was valid until { $date }. Please send a new one: until it is accepted, your goods are not on sale. Orders that were placed go on.
mail-reminder-missing-subject = { $shop }: a paper is missing
mail-reminder-missing-heading = A paper is missing
mail-reminder-missing-text = Your shop has to have this paper, and none was accepted. Until one is, your goods are not on sale. Orders that were placed go on.
mail-reminder-closes = If it is still lacking on { $date }, the shop is closed.

job-kind-take_applications = Take applications
job-kind-remind_applications = Remind applicants
bulk-take = Take…
bulk-all-applications = All applications that this filter finds, not only the ticked ones
bulk-what-take_applications = Application by application, you become the one who looks at it: your name stands beside it, and the applicant gets no letter of it. What another checker has taken stays theirs and is named in the report.
bulk-what-remind_applications = Application by application, those who may answer for the applicant get a letter in their language: what is missing, what was asked, and until when. Nobody is reminded of the same application twice in one day, and nobody whose turn it is not.
bulk-count-applications = { $count ->
    [0] Nothing is ticked, or nothing is found
    [one] One application
   *[other] { $count } applications
}
bulk-many-applications = More than { $count } applications
bulk-over-applications = More than { $max } applications: choose fewer at a time
bulk-filter-applications = All that the list shows under: { $filter }

queue-remind = Remind the applicant
queue-remind-of = Of what
queue-remind-all = all that is waited for
queue-remind-send = Send a letter
done-operator-application-reminded = The letter is on its way.

audit-deed-application-reminded = Reminded of an application

mail-reminder-go-on = Go on with it
mail-reminder-complete-subject = { $shop }: your application waits for you until { $date }
mail-reminder-complete-heading = Your application waits for you
mail-reminder-complete-text = We can’t go on with your application for “{ $shop }” before you have answered. Please put right what stands here, and then send it again.
mail-reminder-complete-then = Without an answer by { $date } the application lapses.
mail-reminder-pay-subject = { $shop }: a payment is due by { $date }
mail-reminder-pay-heading = Your shop waits for a payment
mail-reminder-pay-text = Your application for “{ $shop }” is approved. Once what stands here is paid, you can fill the shop and open it.
mail-reminder-pay-then = If it is not paid by { $date }, the approval lapses.
mail-reminder-prepare-subject = { $shop }: open your shop by { $date }
mail-reminder-prepare-heading = Your shop is not open yet
mail-reminder-prepare-text = Your application for “{ $shop }” is approved. Say where you deliver, fill the window, and open the shop.
mail-reminder-prepare-then = If it is not open by { $date }, the approval lapses.
mail-reminder-make_good-subject = { $shop }: something is missing until { $date }
mail-reminder-make_good-heading = Your goods are not on sale
mail-reminder-make_good-text = Nothing of “{ $shop }” is on sale until what stands here is in order. Orders that were placed go on.
mail-reminder-make_good-then = If it is still missing on { $date }, the shop is closed.
