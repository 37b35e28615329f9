# One act of the console on many rows: the page in between, and what is told of its job. Keys begin with bulk- or job-.

job-kind-suspend_shops = Suspend shops
job-kind-lift_suspensions = Let shops sell again
job-thing = Name
job-lines-unchanged = Unchanged

bulk-none-text = What you do to many shops at once goes on by itself, and its report stays here.
bulk-all = All that this filter finds, not only the ticked ones
bulk-suspend = Suspend…
bulk-lift = Let sell again…
bulk-count = { $count ->
    [0] Nothing is ticked
    [one] One shop
   *[other] { $count } shops
}
bulk-many = More than { $count } shops
bulk-over = More than { $max } shops: choose fewer at a time
bulk-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
bulk-filter = All that the list shows under: { $state }
bulk-filter-named = All that the list shows under: { $state }, with “{ $search }” in a name
bulk-what-suspend_shops = Shop by shop, the goods leave the market at once and nothing is paid out to the seller meanwhile. Orders, parcels and refunds go on. Every seller reads the reasons and may complain. A shop that is suspended already stays as it is.
bulk-what-lift_suspensions = Shop by shop, the suspension ends and the goods are on sale again, if nothing else is lacking. Every seller is told. A shop that is not suspended stays as it is.
bulk-found-hint = Every one of these sellers reads these words. Name the rule and what would put it right.
bulk-proof = If you have not given your password within the last minutes, it is asked for once more.
bulk-begin = Begin
bulk-leave = Leave it

done-operator-job-begun = It is under way. You can leave this page.
done-operator-job-stopped = Stopped. What was done stays.
