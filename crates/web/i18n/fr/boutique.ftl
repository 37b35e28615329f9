# L’apparence d’une boutique : la décorer dans l’espace vendeur, et ce que voient les visiteurs.

seller-menu-decor = Décoration
decor-lead = Ce que vous changez ici est un brouillon. Les visiteurs le voient une fois publié.
decor-is-published = Les visiteurs voient ceci (version { $number }).
decor-is-draft = Ceci est un brouillon. Les visiteurs voient la version { $number }.
decor-never-published = Rien n’est encore publié : les visiteurs voient l’apparence de la place de marché.
decor-preview = Voir comme les acheteurs
decor-preview-note = Ceci est votre brouillon. Vous seul le voyez.
decor-preview-back = Retour à la décoration
decor-save = Garder le brouillon
decor-publish = Publier
decor-undo = Revenir à la version publiée
decor-theme = Couleurs et caractères
decor-theme-own = Utiliser les couleurs de la boutique
decor-theme-text = Choisies pour les pages claires ; les pages sombres en découlent. Ce qui est illisible est refusé.
decor-accent = Boutons et liens
decor-ink = Encre
decor-paper = Papier
decor-colour-hint = Par exemple { $example }
decor-corners = Angles
decor-corners-square = Droits
decor-corners-soft = Ceux de la place de marché
decor-corners-round = Arrondis
decor-fonts = Caractères
decor-fonts-house = Ceux de la place de marché
decor-fonts-book = D’un livre
decor-fonts-plain = Simples
decor-fonts-typewriter = Titres à la machine à écrire
decor-pictures = Images
decor-pictures-text = L’enseigne, le bandeau et les blocs y puisent. Les nouvelles sont prêtes après un instant.
decor-pictures-add = Ajouter des images
decor-pictures-hint = JPEG, PNG ou WebP ; { $most } au plus en tout
decor-pictures-send = Envoyer
decor-pictures-waiting = { $count ->
    [one] Une image est en préparation.
   *[other] { $count } images sont en préparation.
}
decor-picture = Image { $number }
decor-no-picture = Aucune
decor-sign = Enseigne
decor-banner = Bandeau
decor-policies = Vos propres conditions
decor-policies-hint = Entretien, travail sur mesure, emballage : ce que l’acheteur doit savoir. La loi et les règles de la place de marché priment toujours.
decor-policies-of = Ce que dit { $shop }
decor-blocks = Blocs de la page
decor-blocks-text = Ils figurent au-dessus de vos articles, dans cet ordre.
decor-blocks-none = Il n’y en a pas encore.
decor-block-banner = Image avec texte
decor-block-chosen = Articles choisis
decor-block-collection = Un rayon
decor-block-text = Texte
decor-block-gallery = Images
decor-block-title = Titre
decor-block-words = Texte
decor-block-picture = Image
decor-block-products = Articles ({ $most } au plus)
decor-block-category = Rayon
decor-block-pictures = Images ({ $most } au plus)
decor-block-up = Monter le bloc { $number }
decor-block-down = Descendre le bloc { $number }
decor-block-remove = Retirer le bloc { $number }
decor-block-add = Ajouter un bloc
decor-block-kind = Genre de bloc
done-seller-decor-saved = Le brouillon est gardé.
done-seller-decor-published = Publié : les visiteurs le voient dès maintenant.
done-seller-decor-undone = Le brouillon est de nouveau ce que voient les visiteurs.
done-seller-decor-pictures = Les images sont en préparation.

opening-title = Ouverture et congés
opening-lists = Dans les listes de la place de marché
opening-is-announced = La boutique figure dans les listes et la recherche la trouve.
opening-is-quiet = La boutique est ouverte sans bruit : aucune liste, aucune recherche ne la montre. Qui a son adresse peut acheter :
opening-announce = Annoncer la boutique
opening-be-quiet = La retirer des listes
opening-holiday = Congés
opening-holiday-text = Pendant les congés, rien ne peut être acheté ; les pages restent et disent jusqu’à quand. Les commandes passées avant suivent leur cours. { $days } jours au plus.
opening-holiday-on = La boutique est en congés, du { $from } au { $until }.
opening-holiday-ahead = Des congés sont prévus du { $from } au { $until }.
opening-from = Premier jour
opening-until = Dernier jour
opening-note = Une phrase pour vos acheteurs
opening-note-hint = Par exemple où vous êtes, ou la date de la prochaine cuisson.
opening-take = Fixer les congés
opening-come-back = Pas de congés : vendre maintenant
opening-error-date = Indiquez un jour comme 2026-08-14.
opening-shop-away = En congés jusqu’au { $until }.
opening-shop-away-buy = { $shop } est en congés jusqu’au { $until } ; d’ici là, rien ne peut y être acheté.
opening-shop-closed = { $shop } est fermée.
opening-shop-closed-text = Sa page reste pour celles et ceux qui y ont acheté. Commandes, retours et avis suivent leur cours.
opening-shop-stopped = { $shop } est fermée pour le moment.
opening-shop-stopped-text = Rien n’est en vente. Les commandes passées suivent leur cours.
done-seller-opening-quiet = La boutique a quitté les listes. Son adresse reste la même.
done-seller-opening-announced = La boutique figure désormais dans les listes.
done-seller-opening-holiday = Les congés sont fixés.
done-seller-opening-back = La boutique vend.

follow-begin = Suivre
follow-end = Ne plus suivre
follow-text = La boutique figurera alors dans votre liste, et elle verra une personne de plus qui la suit, sans savoir qui vous êtes.
follow-since = Suivie depuis le { $date }
follow-count = { $count ->
    [0] Personne ne la suit encore
    [one] Suivie par une personne
   *[other] Suivie par { $count } personnes
}
follow-list = Boutiques que vous suivez
follow-to-shop = Vers la boutique
follow-none-title = Vous ne suivez encore aucune boutique
follow-none-text = Celles que vous suivez figurent ici, où qu’elles soient dans les listes de la place de marché.
done-follow-begun = Vous suivez cette boutique.
done-follow-ended = Vous ne suivez plus la boutique.
decor-picture-remove = Retirer
done-seller-decor-picture-gone = L’image est retirée.
