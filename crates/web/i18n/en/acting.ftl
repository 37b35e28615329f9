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

# Letters about one's own sign-in.

sign-in-mail-password_set-subject = Your password on { $market } was changed
sign-in-mail-password_set-heading = Your password was changed
sign-in-mail-password_set-text = The password of your account was changed on { $date }. You are signed out everywhere else.
sign-in-mail-step_set-subject = A second step protects your account on { $market }
sign-in-mail-step_set-heading = A second step is set up
sign-in-mail-step_set-text = Since { $date }, signing in asks for a code of your app after the password. Keep the recovery codes where you find them without your phone.
sign-in-mail-step_removed-subject = The second step of your account on { $market } was turned off
sign-in-mail-step_removed-heading = The second step was turned off
sign-in-mail-step_removed-text = Since { $date }, signing in asks for the password only.
sign-in-mail-codes_renewed-subject = New recovery codes for your account on { $market }
sign-in-mail-codes_renewed-heading = New recovery codes were made
sign-in-mail-codes_renewed-text = New recovery codes were made on { $date }. The old ones no longer work.
sign-in-mail-codes_low-subject = Few recovery codes are left on { $market }
sign-in-mail-codes_low-heading = Your recovery codes are running out
sign-in-mail-codes_low-text = A recovery code was used on { $date }. { $left ->
    [0] None is left.
    [one] One is left.
   *[other] { $left } are left.
} Make new ones while you have your phone.
sign-in-mail-new-codes = Make new recovery codes
sign-in-mail-low-not-you = If it was not you who used the code, somebody knows your password as well: change it at once.
sign-in-mail-not-you = If it was you, there is nothing to do. If it was not, set a new password now: that signs everybody out. If you act for a shop or a market, tell its owner.
sign-in-mail-new-password = It was not me: set a new password

# The balance in other currencies.

balance-others = In your other currencies
balance-currency = Currency
