# Acting for a seller: pages, letters, the audit. Keys begin with acting-, or are those of rights and deeds.

people-may-sellers-act-for = act for a seller
people-may-shop-speak = answer reviews and complain in the shop’s name

audit-deed-stand-in-begun = Market’s staff began to act for the seller
audit-deed-stand-in-acted = Asked for by the market’s staff for the seller
audit-deed-stand-in-ended = Market’s staff no longer act for the seller
audit-field-stand-in = acting for the seller
audit-field-stand-in-reason = because
audit-field-asked-for = asked for
audit-field-minutes = minutes

acting-title = Act for this seller
acting-text = You see the seller centre as the seller does and may change goods, stock, parcels and the shop window. Money, bank account, refunds, papers and members stay closed, and so does the seller’s voice. The owners get a letter with your reason, and everything you do stands in their record.
acting-reason = Reason
acting-reason-hint = The seller reads it. At least 10 letters.
acting-minutes = For how long
acting-minutes-of = { $count } minutes
acting-begin = Act for this seller
acting-closed = This shop is closed: nobody can act for its seller.
acting-banner-label = Acting for a seller
acting-banner = You are acting for { $seller } until { $time }.
acting-banner-reason = Reason: { $reason }
acting-banner-what = The owners have been told. Everything you do here stands in their record, under your name.
acting-end = Stop acting for the seller
done-operator-stand-in-ended = You no longer act for the seller.

acting-mail-subject = { $operator } is acting for { $seller }
acting-mail-heading = Somebody from the market is acting for you
acting-mail-text = { $by } of { $operator } may work in the seller centre of { $seller } until { $date }.
acting-mail-reason = The reason given
acting-mail-what = They can change goods, stock, parcels and the shop window. They can’t see or touch your money, bank account, refunds, papers or members, nor answer reviews in your name. Everything that they ask for stands in your record of changes.
acting-mail-button = See what is done
acting-mail-doubt = If you did not ask for this, write to the market: { $by } must be able to explain it.
