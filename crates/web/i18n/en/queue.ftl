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
