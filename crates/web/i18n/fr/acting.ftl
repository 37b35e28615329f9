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
acting-closed = Cette boutique est fermée : personne ne peut agir pour son vendeur.
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
