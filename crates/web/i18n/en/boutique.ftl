# How a shop looks: decorating it in the seller centre, and what visitors see of it. Keys begin with decor- or theme-.

seller-menu-decor = Boutique
decor-lead = What you change here is a draft. Visitors see it once you publish it.
decor-is-published = Visitors see this (version { $number }).
decor-is-draft = This is a draft. Visitors see version { $number }.
decor-never-published = Nothing is published yet: visitors see the market’s own look.
decor-preview = See it as buyers will
decor-preview-note = This is your draft. Nobody but you sees it.
decor-preview-back = Back to decorating
decor-save = Keep the draft
decor-publish = Publish
decor-undo = Back to what is published
decor-theme = Colours and letters
decor-theme-own = Use the shop’s own colours
decor-theme-text = Chosen for light pages; dark pages follow from them. What can’t be read is refused.
decor-accent = Buttons and links
decor-ink = Ink
decor-paper = Paper
decor-colour-hint = Such as { $example }
decor-corners = Corners
decor-corners-square = Square
decor-corners-soft = As the market’s
decor-corners-round = Round
decor-fonts = Letters
decor-fonts-house = As the market’s
decor-fonts-book = Of a book
decor-fonts-plain = Plain
decor-fonts-typewriter = Headings like a typewriter
decor-pictures = Pictures
decor-pictures-text = Sign, banner and blocks take theirs from here. New ones are ready after a moment.
decor-pictures-add = Add pictures
decor-pictures-hint = JPEG, PNG or WebP; up to { $most } in all
decor-pictures-send = Send
decor-pictures-waiting = { $count ->
    [one] One picture is being prepared.
   *[other] { $count } pictures are being prepared.
}
decor-picture = Picture { $number }
decor-no-picture = None
decor-sign = Sign
decor-banner = Banner
decor-policies = Your own terms
decor-policies-hint = Care, custom work, how you pack: what buyers should know. The law and the market’s rules hold whatever stands here.
decor-policies-of = What { $shop } says
decor-blocks = Blocks of the page
decor-blocks-text = They stand above your goods, in this order.
decor-blocks-none = There are none yet.
decor-block-banner = Picture with words
decor-block-chosen = Chosen goods
decor-block-collection = A category
decor-block-text = Words
decor-block-gallery = Pictures
decor-block-title = Headline
decor-block-words = Words
decor-block-picture = Picture
decor-block-products = Goods (up to { $most })
decor-block-category = Category
decor-block-pictures = Pictures (up to { $most })
decor-block-up = Move up: block { $number }
decor-block-down = Move down: block { $number }
decor-block-remove = Remove block { $number }
decor-block-add = Add a block
decor-block-kind = Kind of block
done-seller-decor-saved = The draft is kept.
done-seller-decor-published = Published: visitors see it from now on.
done-seller-decor-undone = The draft is what visitors see.
done-seller-decor-pictures = The pictures are being prepared.

opening-title = Opening and holidays
opening-lists = In the market’s lists
opening-is-announced = The shop stands in the market’s lists and is found by its search.
opening-is-quiet = The shop is open quietly: it stands in no list and no search finds it. Who has its address can buy:
opening-announce = Announce the shop
opening-be-quiet = Take it out of the lists
opening-holiday = Holiday
opening-holiday-text = On holiday nothing can be bought; the pages stay and say until when. Orders that came before go on. { $days } days at most.
opening-holiday-on = The shop is on holiday, from { $from } to { $until }.
opening-holiday-ahead = A holiday from { $from } to { $until } is set.
opening-from = First day
opening-until = Last day
opening-note = A sentence for your buyers
opening-note-hint = Such as where you are, or when the next firing is.
opening-take = Set the holiday
opening-come-back = No holiday: sell now
opening-error-date = Please give a day such as 2026-08-14.
opening-shop-away = On holiday until { $until }.
opening-shop-away-buy = { $shop } is on holiday until { $until }; nothing can be bought there until then.
opening-shop-closed = { $shop } is closed.
opening-shop-closed-text = Its page stays so that who bought there finds it. Orders, returns and reviews go on as agreed.
opening-shop-stopped = { $shop } is closed for the time being.
opening-shop-stopped-text = Nothing is on sale. Orders that were placed go on as agreed.
done-seller-opening-quiet = The shop left the lists. Its address works as before.
done-seller-opening-announced = The shop stands in the lists from now on.
done-seller-opening-holiday = The holiday is set.
done-seller-opening-back = The shop sells.

follow-begin = Follow
follow-end = Stop following
follow-text = The shop then stands on a list of yours, and it sees one follower more; who you are it does not learn.
follow-since = Followed since { $date }
follow-count = { $count ->
    [0] No followers yet
    [one] One follower
   *[other] { $count } followers
}
follow-list = Shops you follow
follow-to-shop = To the shop
follow-none-title = You follow no shop yet
follow-none-text = Shops that you follow stand here, wherever they are in the market’s lists.
done-follow-begun = You follow this shop.
done-follow-ended = You no longer follow the shop.
decor-picture-remove = Remove
done-seller-decor-picture-gone = The picture is gone.
