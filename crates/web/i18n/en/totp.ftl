# The second step of signing in: codes of an app, recovery codes.

totp-title = Second step
totp-what = After your password, signing in asks for a code that an app on your phone shows and that changes every 30 seconds. Whoever finds out your password alone gets nowhere.
totp-off = Off
totp-state-on = On
totp-on = On since { $date }
totp-begin-title = Set it up
totp-begin-text = You need an app that shows codes, on a phone or in a password manager. We ask for your password first.
totp-begin = Go on
totp-password = Password
totp-setting-title = Tell your app the secret
totp-setting-scan = Read this picture with your app. If you cannot, type the secret into it instead.
totp-picture = Picture for the camera of your app
totp-secret = Secret
totp-setting-code = Then type the six digits that the app shows now.
totp-code = Code
totp-code-hint = Six digits from your app, or one of your recovery codes.
totp-code-app-hint = Six digits. Each code is taken once.
totp-turn-on = Turn it on
totp-turned-on = The second step is on
totp-turned-on-text = From now on signing in asks for a code. All your other browsers are signed out.
totp-codes-title = Your recovery codes
totp-codes-text = Each opens your account once if the app is lost. They are shown only now: print them or write them down, and keep them away from your phone.
totp-codes-made = New recovery codes
totp-codes-made-text = The earlier ones are void.
totp-codes-kept = I have kept them
totp-codes-left = { $count ->
    [one] One recovery code left
   *[other] { $count } recovery codes left
}
totp-codes-renew = Make new recovery codes
totp-codes-renew-text = The old ones become void.
totp-turn-off = Turn it off
totp-turn-off-text = Signing in will ask for your password only.
totp-turn-off-needed = This market asks it of everybody who works in its console: without it, the console stays closed to you.
totp-enter-title = One more step
totp-enter-text = Type the code that your app shows now.
totp-enter-lost = App lost? Type one of your recovery codes instead. If those are lost too, whoever runs the machine of this market can help you.
totp-enter-other = Sign in as somebody else
totp-account-text = A code from your phone, asked for after the password.
totp-account-link = Second step

people-denied-without-second-step = Whoever works in this console needs a second step of signing in. Set it up at your account; nothing has changed.

refusal-second_step-wrong = This code does not fit, or it was used before. Wait for the next one and type that.
refusal-second_step-later = Too many wrong codes. Wait a quarter of an hour at least, or use a recovery code.
refusal-second_step-stale = This took too long. Begin again.
refusal-second_step-already = The second step is on already.
refusal-member-without_second_step = This console asks for a second step of signing in. Set it up at your account.

done-second-step-off = The second step is off.
done-second-step-needed = This console asks for a second step of signing in. Set it up here; it takes two minutes.
done-second-step-stale = That took too long. Please begin again.

audit-deed-second-step-set = Second step turned on
audit-deed-second-step-removed = Second step turned off
audit-deed-second-step-codes-renewed = Recovery codes made anew
audit-deed-second-step-code-used = Recovery code used
