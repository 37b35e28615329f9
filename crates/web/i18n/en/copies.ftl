# One catalogue in many shops: the assortment of a shop, long work and its reports. Keys begin with assortment-, job- or import-.

assortment-menu = Assortment
assortment-title = What { $shop } offers
assortment-text = Your catalogue and your stock are one, whatever shops you have. Choose what this shop offers of it, and at which price.
assortment-one-shop = You have one shop so far
assortment-one-shop-text = With a second one, on this market or on another, you offer the same goods there in one go, out of the same stock.
assortment-offer = Offer in { $shop }
assortment-offer-text = What the rules of its market don’t take is named before anything happens.
assortment-take-back = Take out of { $shop }
assortment-take-back-text = It stays in your catalogue and in your other shops. What is sold is sold.
assortment-within = Which goods
assortment-everything = The whole catalogue ({ $count })
assortment-from = At the prices of
assortment-from-hint = Only what is offered there has a price.
assortment-markup = Dearer or cheaper by, in percent
assortment-markup-hint = “10” or “-5.5”; 0 keeps the price.
assortment-rounding = Prices end in
assortment-rounding-none = anything
assortment-rounding-ninety = .90, rounded up
assortment-rounding-ninety_nine = .99, rounded up
assortment-rate = One unit there, in { $currency }
assortment-rate-hint = The rate of exchange, as in “1.0825”. Needed where the currencies differ.
assortment-reprices = Change the prices of what is offered there already, too
assortment-preview = Preview
assortment-preview-title = What would happen
assortment-preview-text = Nothing has been changed yet.
assortment-cut = Your catalogue is large: the preview counts the first { $count } products. All of them will be done.
assortment-refused-count = { $count ->
    [one] One product is not taken there
   *[other] { $count } products are not taken there
}
assortment-show-all = All
assortment-show-changed = To be changed
assortment-show-refused = Not taken
assortment-offer-all = { $count ->
    [one] Offer one product
   *[other] Offer { $count } products
}
assortment-take-back-all = { $count ->
    [one] Take back one product
   *[other] Take back { $count } products
}
assortment-only-chosen = Only those ticked here
assortment-nothing = Nothing would change.
assortment-price-from = Price today
assortment-price-to = Price there
assortment-verdict = What happens
assortment-will-offer = will be offered
assortment-will-take-back = will be taken out
assortment-unchanged = stays as it is
assortment-refused = not taken
assortment-error-markup = This is not a percentage between -90 and 1000.
assortment-error-rate = The currencies differ: give a rate of exchange, as in “1.0825”.
assortment-shops = Where it is offered
assortment-shops-text = Words, pictures and stock are the same everywhere. Price and offer are each shop’s own.
assortment-shops-one = Offered in { $count ->
    [0] no shop
    [one] one shop
   *[other] { $count } shops
}
assortment-shops-edit = Prices by shop
assortment-shops-shown = Offered here
assortment-withheld = Not sold in every shop where you want it
assortment-withheld-text = Their markets’ rules are against it as it stands now. Change the product, and it is sold there again as soon as you save it.
assortment-withheld-mark = kept out
assortment-withheld-tab = Kept out of a shop
assortment-withheld-none = Nothing is kept out: every market takes your goods as they are.
assortment-withheld-more = { $count ->
    [one] and one more shop
   *[other] and { $count } more shops
}
assortment-withheld-here = The market’s rules keep it out for now.
assortment-shops-save = Save this shop
assortment-shops-price = Price in { $currency }
assortment-shops-row = { $variant }: price in { $shop }
assortment-shops-shown-row = { $variant }: offered in { $shop }
assortment-also = Also offered by

job-list = Long work
job-all = All
job-none = No long work yet
job-none-text = Offering a whole catalogue, or importing a shop, takes a while. It goes on by itself, and its report stays here.
job-what = What
job-begun = Begun
job-told = Done so far
job-refused = Not taken
job-state = State
job-outcome = What became of it
job-kind-offer = Offer in a shop
job-kind-take_back = Take out of a shop
job-kind-import_shop = Import a shop
job-waiting = waiting
job-running = under way
job-done = finished
job-stopped = stopped
job-progress = { $told } of { $total }
job-renew = Refresh
job-leave = You can leave this page: the work goes on by itself.
job-stop = Stop
job-report = Report (CSV)
job-lines = Lines of the report
job-lines-all = All
job-lines-refused = Not taken
job-lines-done = Done
job-line-done = done
job-line-unchanged = unchanged
job-line-refused = not taken
job-line-kept-out = Kept out of { $shop }: { $reason }

rule-goods = Goods
rule-goods-categories = Categories that are taken
rule-goods-categories-hint = With commas, as in “food, kitchen/coffee”, each with all below it. Empty: all.
rule-goods-reserved = Categories kept for some kinds of shop
rule-goods-reserved-hint = One a line, as JSON: a path and the kinds that may sell there. Without kinds nobody may.
rule-goods-languages = Languages that title and text need
rule-goods-languages-hint = With commas, as in “en, fr”. Empty: any.
rule-goods-pictures_least = Pictures a product needs
rule-goods-text_letters_least = Letters of text a product needs
rule-count = { $count }
rule-range-count = { $least } to { $most }.

import-title = Import a whole shop
import-into = Import into { $shop }
import-text = Send your boutique as one archive. It is read and checked first; then it is imported product by product, and a report says what became of each.
import-file = Choose a ZIP, or drop it here
import-file-hint = Up to { $megabytes } MB. It may take a while: leave this page open until all of it is sent.
import-sending = Sent: {"{"}sent{"}"} of {"{"}whole{"}"} MB
import-judging = All of it is here. It is being read and checked…
import-failed = The connection broke off. Nothing was kept: please send it again.
import-stopped = Broken off. Nothing was kept.
import-stop = Break off
import-send = Import
import-format = What is in it
import-products = The product file of Shopify or WooCommerce, as it is. The only file that must be there.
import-stock = Columns sku and quantity: how many there are.
import-pictures = Named by the product’s handle or SKU: cup.jpg, cup-2.jpg.
import-shop = Name, story, city, days to dispatch, delivery zones.
import-again = Sent again, what has not changed stays as it is. A product is taken whole, with its pictures, or it is reported.
