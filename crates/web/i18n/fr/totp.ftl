# La seconde étape de la connexion : codes d’une application, codes de secours.

totp-title = Seconde étape
totp-what = Après le mot de passe, la connexion demande un code affiché par une application de votre téléphone, renouvelé toutes les 30 secondes. Qui découvre votre mot de passe seul n’arrive à rien.
totp-off = Désactivée
totp-state-on = Active
totp-on = Active depuis le { $date }
totp-begin-title = L’activer
totp-begin-text = Il vous faut une application qui affiche des codes, sur un téléphone ou dans un gestionnaire de mots de passe. Nous demandons d’abord votre mot de passe.
totp-begin = Continuer
totp-password = Mot de passe
totp-setting-title = Confiez le secret à votre application
totp-setting-scan = Lisez cette image avec votre application. À défaut, saisissez-y le secret.
totp-picture = Image pour l’appareil photo de votre application
totp-secret = Secret
totp-setting-code = Tapez ensuite les six chiffres que l’application affiche en ce moment.
totp-code = Code
totp-code-hint = Six chiffres de votre application, ou l’un de vos codes de secours.
totp-code-app-hint = Six chiffres. Chaque code ne sert qu’une fois.
totp-turn-on = Activer
totp-turned-on = La seconde étape est active
totp-turned-on-text = Désormais, la connexion demande un code. Tous vos autres navigateurs sont déconnectés.
totp-codes-title = Vos codes de secours
totp-codes-text = Chacun ouvre votre compte une fois si l’application est perdue. Ils ne sont affichés que maintenant : imprimez-les ou notez-les, et gardez-les loin de votre téléphone.
totp-codes-made = Nouveaux codes de secours
totp-codes-made-text = Les précédents ne valent plus rien.
totp-codes-kept = Je les ai conservés
totp-codes-left = { $count ->
    [one] Un code de secours restant
   *[other] { $count } codes de secours restants
}
totp-codes-renew = Créer de nouveaux codes de secours
totp-codes-renew-text = Les anciens ne vaudront plus rien.
totp-turn-off = Désactiver
totp-turn-off-text = La connexion ne demandera plus que votre mot de passe.
totp-turn-off-needed = Cette place de marché l’exige de quiconque travaille dans sa console : sans elle, la console vous reste fermée.
totp-enter-title = Encore une étape
totp-enter-text = Tapez le code que votre application affiche en ce moment.
totp-enter-lost = Application perdue ? Tapez l’un de vos codes de secours. S’ils sont perdus aussi, la personne qui exploite la machine de cette place de marché peut vous aider.
totp-enter-other = Se connecter sous un autre nom
totp-account-text = Un code de votre téléphone, demandé après le mot de passe.
totp-account-link = Seconde étape

people-denied-without-second-step = Pour travailler dans cette console, il faut une seconde étape de connexion. Activez-la dans votre compte ; rien n’a changé.

refusal-second_step-wrong = Ce code ne convient pas, ou il a déjà servi. Attendez le suivant et tapez celui-là.
refusal-second_step-later = Trop de codes faux. Attendez au moins un quart d’heure, ou utilisez un code de secours.
refusal-second_step-stale = Cela a pris trop de temps. Recommencez.
refusal-second_step-already = La seconde étape est déjà active.
refusal-member-without_second_step = Cette console demande une seconde étape de connexion. Activez-la dans votre compte.

done-second-step-off = La seconde étape est désactivée.
done-second-step-needed = Cette console demande une seconde étape de connexion. Activez-la ici ; cela prend deux minutes.
done-second-step-stale = Cela a pris trop de temps. Veuillez recommencer.

audit-deed-second-step-set = Seconde étape activée
audit-deed-second-step-removed = Seconde étape désactivée
audit-deed-second-step-codes-renewed = Codes de secours renouvelés
audit-deed-second-step-code-used = Code de secours utilisé
