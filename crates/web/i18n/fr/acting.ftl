# Agir pour un vendeur : pages, lettres, journal. Les clés commencent par acting-, ou sont celles des droits et des actes.

people-may-sellers-act-for = agir pour un vendeur
people-may-shop-speak = répondre aux avis et réclamer au nom de la boutique

audit-deed-stand-in-begun = L’équipe de la place a commencé à agir pour le vendeur
audit-deed-stand-in-acted = Demandé par l’équipe de la place pour le vendeur
audit-deed-stand-in-ended = L’équipe de la place n’agit plus pour le vendeur
audit-field-stand-in = en agissant pour le vendeur
audit-field-stand-in-reason = parce que
audit-field-asked-for = demande
audit-field-minutes = minutes

acting-title = Agir pour ce vendeur
acting-text = Vous voyez l’espace vendeur comme le vendeur et pouvez modifier articles, stock, colis et vitrine. L’argent, le compte bancaire, les remboursements, les pièces et les membres restent fermés, de même que la parole du vendeur. Les propriétaires reçoivent une lettre avec votre motif, et tout ce que vous faites figure dans leur journal.
acting-reason = Motif
acting-reason-hint = Le vendeur le lit. Au moins 10 lettres.
acting-minutes = Pour combien de temps
acting-minutes-of = { $count } minutes
acting-begin = Agir pour ce vendeur
acting-banner-label = Action pour un vendeur
acting-banner = Vous agissez pour { $seller } jusqu’à { $time }.
acting-banner-reason = Motif : { $reason }
acting-banner-what = Les propriétaires ont été prévenus. Tout ce que vous faites ici figure dans leur journal, à votre nom.
acting-end = Ne plus agir pour le vendeur
done-operator-stand-in-ended = Vous n’agissez plus pour le vendeur.

acting-mail-subject = { $operator } agit pour { $seller }
acting-mail-heading = Quelqu’un de la place agit pour vous
acting-mail-text = { $by }, de { $operator }, peut travailler dans l’espace vendeur de { $seller } jusqu’au { $date }.
acting-mail-reason = Le motif indiqué
acting-mail-what = Cette personne peut modifier articles, stock, colis et vitrine. Elle ne peut ni voir ni toucher votre argent, votre compte bancaire, les remboursements, vos pièces ou vos membres, ni répondre aux avis en votre nom. Tout ce qu’elle demande figure dans votre journal des changements.
acting-mail-button = Voir ce qui est fait
acting-mail-doubt = Si vous n’avez rien demandé, écrivez à la place : { $by } doit pouvoir l’expliquer.

# Lettres au sujet de sa propre connexion.

sign-in-mail-password_set-subject = Votre mot de passe sur { $market } a été changé
sign-in-mail-password_set-heading = Votre mot de passe a été changé
sign-in-mail-password_set-text = Le mot de passe de votre compte a été changé le { $date }. Partout ailleurs, vous êtes déconnecté.
sign-in-mail-step_set-subject = Une seconde étape protège votre compte sur { $market }
sign-in-mail-step_set-heading = Une seconde étape est en place
sign-in-mail-step_set-text = Depuis le { $date }, la connexion demande un code de votre application après le mot de passe. Gardez les codes de secours là où vous les trouverez sans votre téléphone.
sign-in-mail-step_removed-subject = La seconde étape de votre compte sur { $market } a été désactivée
sign-in-mail-step_removed-heading = La seconde étape a été désactivée
sign-in-mail-step_removed-text = Depuis le { $date }, la connexion ne demande que le mot de passe.
sign-in-mail-codes_renewed-subject = Nouveaux codes de secours pour votre compte sur { $market }
sign-in-mail-codes_renewed-heading = De nouveaux codes de secours ont été créés
sign-in-mail-codes_renewed-text = De nouveaux codes de secours ont été créés le { $date }. Les anciens ne valent plus.
sign-in-mail-codes_low-subject = Il reste peu de codes de secours sur { $market }
sign-in-mail-codes_low-heading = Vos codes de secours s’épuisent
sign-in-mail-codes_low-text = Un code de secours a été utilisé le { $date }. { $left ->
    [0] Il n’en reste aucun.
    [one] Il en reste un.
   *[other] Il en reste { $left }.
} Créez-en de nouveaux tant que vous avez votre téléphone.
sign-in-mail-new-codes = Créer de nouveaux codes de secours
sign-in-mail-low-not-you = Si ce n’est pas vous qui avez utilisé le code, quelqu’un connaît aussi votre mot de passe : changez-le tout de suite.
sign-in-mail-not-you = Si c’était vous, il n’y a rien à faire. Sinon, choisissez tout de suite un nouveau mot de passe : tout le monde sera déconnecté. Si vous agissez pour une boutique ou une place, prévenez-en le propriétaire.
sign-in-mail-new-password = Ce n’était pas moi : nouveau mot de passe

# Le solde en d’autres monnaies.

balance-others = Dans vos autres monnaies
balance-currency = Monnaie
