# L’espace vendeur. Les clés commencent par seller-.

# Le menu.
seller-menu-today = Aujourd’hui
seller-menu-orders = Commandes
seller-menu-tracking = Numéros de suivi
seller-menu-products = Articles
seller-menu-balance = Solde
seller-menu-payouts = Virements
seller-menu-policy = Règlement
seller-menu-shop = Vitrine

# Le temps.
seller-left-days = { $count ->
    [one] encore { $count } jour
   *[other] encore { $count } jours
}
seller-left-hours = { $count ->
    [one] encore { $count } heure
   *[other] encore { $count } heures
}
seller-left-none = délai écoulé
seller-deadline-late = en retard depuis le { $day }
seller-deadline-today = aujourd’hui { $time }
seller-deadline-tomorrow = demain

# La première page.
seller-morning = Bonjour, { $name }
seller-afternoon = Bon après-midi, { $name }
seller-evening = Bonsoir, { $name }
seller-todo = À faire
seller-todo-none = Rien ne vous attend. Les nouvelles commandes s’afficheront ici.
seller-todo-late = { $count ->
    [one] Commande en retard : expédiez-la maintenant
   *[other] Commandes en retard : expédiez-les maintenant
}
seller-todo-late-act = Expédier
seller-todo-ship = { $count ->
    [one] Commande à expédier
   *[other] Commandes à expédier
}
seller-todo-ship-act = Expédier
seller-todo-answer = { $count ->
    [one] Demande de remboursement à traiter, avant que le silence ne vaille accord
   *[other] Demandes de remboursement à traiter, avant que le silence ne vaille accord
}
seller-todo-answer-act = Répondre
seller-todo-bank = { $count ->
    [one] Aucun compte bancaire : les virements ne peuvent pas démarrer
   *[other] Aucun compte bancaire : les virements ne peuvent pas démarrer
}
seller-todo-bank-act = L’ajouter
seller-todo-due = { $count ->
    [one] Vous devez de l’argent à la suite d’un remboursement
   *[other] Vous devez de l’argent à la suite d’un remboursement
}
seller-todo-due-act = Voir
seller-todo-zones = { $count ->
    [one] La boutique ne livre encore nulle part
   *[other] La boutique ne livre encore nulle part
}
seller-todo-zones-act = Régler la livraison
seller-todo-products = { $count ->
    [one] Rien n’est encore en vente
   *[other] Rien n’est encore en vente
}
seller-todo-products-act = Ajouter un article
seller-todo-stock = { $count ->
    [one] Variante épuisée
   *[other] Variantes épuisées
}
seller-todo-stock-act = Réapprovisionner
seller-todo-drafts = { $count ->
    [one] Brouillon à terminer
   *[other] Brouillons à terminer
}
seller-todo-drafts-act = Ouvrir
seller-figure-today = Vendu aujourd’hui
seller-figure-fortnight = Vendu en 14 jours
seller-figure-orders = { $count ->
    [one] { $count } commande
   *[other] { $count } commandes
}
seller-chart = Commandes des 14 derniers jours
seller-chart-label = La hauteur est le montant du jour, le nombre au-dessus ses commandes
seller-chart-list = La même chose en liste
seller-chart-day = Jour
seller-chart-amount = Montant

# Les commandes.
seller-orders-to-ship = À expédier
seller-orders-shipped = En route
seller-orders-delivered = Livrées
seller-orders-completed = Terminées
seller-orders-closed = Annulées et remboursées
seller-orders-empty = Aucune commande ici
seller-orders-none-to-ship = Rien à expédier : tout est parti. Les nouvelles commandes s’affichent ici dès leur paiement.
seller-orders-none = Aucune commande dans cet état.
seller-orders-csv = En fichier
seller-orders-upload = Importer des numéros de suivi
seller-orders-bulk-hint = Cochez des commandes et indiquez leur suivi : elles partent ensemble.
seller-orders-bulk-ship = Marquer la sélection comme expédiée
seller-orders-choose = Choisir la commande { $order }
seller-orders-order = Commande
seller-orders-goods = Articles
seller-orders-and-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
seller-orders-paid = Payé
seller-orders-ship-by = À expédier avant
seller-orders-shipped-on = Expédiée le
seller-orders-delivered-on = Livrée le
seller-orders-closed-on = Close le
seller-orders-answer-by = Répondre avant
seller-orders-operator-decides = Le marché tranche
seller-orders-answered = Répondue
seller-orders-carrier = Transporteur
seller-orders-carrier-of = Transporteur pour { $order }
seller-orders-tracking = Numéro de suivi
seller-orders-tracking-of = Numéro de suivi pour { $order }
seller-orders-requests = Demandes de remboursement
seller-orders-none-chosen = Cochez d’abord au moins une commande.
seller-state-to-ship = à expédier
seller-state-part-shipped = expédiée en partie
seller-state-shipped = en route
seller-state-delivered = livrée
seller-state-completed = terminée
seller-state-cancelled = annulée
seller-state-refunded = remboursée
seller-step-placed = Commandée et payée
seller-step-shipped = Expédiée
seller-step-delivered = Livrée
seller-step-confirmed = Réception confirmée
seller-step-confirmed-by-silence = Réception confirmée par le délai
seller-step-cancelled = Annulée
seller-step-refund-asked = Remboursement demandé
seller-step-refund-refused = Remboursement refusé
seller-step-refund-agreed = Remboursement accepté
seller-step-refund-agreed-by-silence = Remboursement accordé, faute de réponse
seller-step-refund-escalated = Transmise à la place de marché
seller-step-refund-ruled = Tranchée par la place de marché
seller-step-refund-withdrawn = Demande retirée
seller-step-refunded = Remboursée
seller-step-withdrawal-declared = Rétractation déclarée
seller-step-paid-out = Versée
seller-step-matured = Argent disponible
seller-step-ship-by = À expédier avant
seller-by-buyer = acheteur
seller-by-seller = vous
seller-by-operator = place de marché
seller-order-of = Commande de { $buyer }
seller-order-slip = Bon de livraison
seller-order-next-silence = Réputée reçue le { $day }
seller-order-next-stopped = Une demande a suspendu le délai
seller-order-next-payable = Argent disponible le { $day }
seller-order-parcels = Colis
seller-order-course = Historique
seller-order-to = Destinataire
seller-order-money = Montants
seller-order-goods = Articles
seller-order-delivery = Livraison
seller-order-tax = Dont taxes
seller-order-tax-added = Taxes
seller-order-fee = Commission de la place de marché
seller-order-refunded = Remboursé
seller-order-total = L’acheteur a payé
seller-order-money-note = La place de marché garde l’argent jusqu’à ce que l’acheteur ait reçu la marchandise ; il rejoint ensuite votre solde.
seller-refund-opened = Remboursement en cours depuis le { $day }
seller-refund-done = Remboursé le { $day }
seller-refund-failed = Échec du remboursement le { $day }
seller-ship = Expédier
seller-ship-left = Reste { $left } sur { $all } à expédier
seller-ship-pieces-of = Pièces dans ce colis : { $goods }
seller-ship-tracking-hint = Vide pour une lettre sans suivi.
seller-ship-button = Marquer comme expédié
seller-ship-note = L’acheteur reçoit le numéro par courriel. Ce que vous retirez peut partir dans un autre colis.
seller-parcel = Colis
seller-parcel-left = Parti le { $day }
seller-parcel-arrived = Arrivé le { $day }
seller-parcel-mark-arrived = Il est arrivé
seller-cancel = Annuler la commande
seller-cancel-why = Motif
seller-cancel-hint = L’acheteur le lira.
seller-cancel-button = Annuler et rembourser { $amount }
seller-goodwill = Rembourser une partie
seller-goodwill-amount = Montant
seller-goodwill-hint = Au plus { $amount }.
seller-goodwill-text = Pourquoi
seller-goodwill-button = Rembourser
seller-slip-packed = Emballé
seller-slip-thanks = Merci de votre achat chez { $shop }. En cas de souci, demandez de l’aide depuis la page de votre commande.

# La demande d’un acheteur.
seller-request-refund = Remboursement de { $amount } demandé
seller-request-withdrawal = Rétractation déclarée : { $amount } à rendre
seller-request-answer = Votre réponse
seller-request-ruling = Décision de la place de marché
seller-request-agree = Accepter et rembourser { $amount }
seller-request-refuse = Refuser
seller-request-why = Motif
seller-request-why-hint = L’acheteur le lira et pourra demander à la place de marché de trancher.
seller-request-escalate = Laisser la place de marché trancher
seller-request-silence = Sans réponse à temps, l’acheteur est remboursé.
seller-request-state-asked = attend votre réponse
seller-request-state-refused-by-seller = refusée par vous
seller-request-state-escalated = la place de marché tranche
seller-request-state-agreed = acceptée
seller-request-state-agreed-by-silence = acceptée faute de réponse
seller-request-state-ruled = tranchée
seller-request-state-withdrawn = retirée
seller-reason-not-received = Jamais reçu
seller-reason-not-as-described = Non conforme à la description
seller-reason-damaged = Arrivé abîmé
seller-reason-wrong-item = Mauvais article reçu
seller-reason-changed-mind = A changé d’avis
seller-reason-other = Autre raison

# Les numéros de suivi d’un fichier.
seller-tracking-text = Expédiez beaucoup de commandes d’un coup : remplissez le fichier et renvoyez-le. Chaque ligne correcte est expédiée, les autres sont signalées avec leur raison.
seller-tracking-file = Choisir un fichier CSV
seller-tracking-hint = Virgule ou point-virgule, UTF-8, 2 Mo au plus
seller-tracking-send = Importer et expédier
seller-tracking-template = Fichier vide à remplir
seller-tracking-columns = Les colonnes
seller-tracking-column-order = L’identifiant de la commande, tel qu’exporté
seller-tracking-column-carrier = Le transporteur ; peut rester vide
seller-tracking-column-tracking = Le numéro du transporteur ; peut rester vide
seller-tracking-report = Résultat de l’import
seller-tracking-done = { $count ->
    [one] { $count } commande est expédiée.
   *[other] { $count } commandes sont expédiées.
}
seller-tracking-problems = { $count ->
    [one] { $count } ligne n’a pas été prise :
   *[other] { $count } lignes n’ont pas été prises :
}
seller-tracking-line = Ligne
seller-tracking-value = Contenu
seller-tracking-why = Raison

# Les articles.
seller-products-empty = Pas encore d’articles
seller-products-empty-text = Ajoutez le premier : un titre, un prix et une quantité suffisent pour commencer.
seller-products-all = Tous
seller-products-hint = Modifiez ici prix et quantités, autant que vous voulez, puis enregistrez le tout.
seller-products-save = Tout enregistrer
seller-product = Article
seller-product-new = Nouvel article
seller-product-variant = Variante
seller-product-price = Prix, { $currency }
seller-product-price-short = Prix
seller-product-price-of = Prix de { $goods }
seller-product-on-hand = En stock
seller-product-on-hand-of = En stock : { $goods }
seller-product-available = À vendre
seller-product-left = { $count ->
    [one] { $count } restant
   *[other] { $count } restants
}
seller-product-sold-out = épuisé
seller-product-not-here = non proposé dans cette boutique
seller-product-more = { $count ->
    [one] { $count } autre variante
   *[other] { $count } autres variantes
}
seller-product-draft = brouillon
seller-product-published = en vente
seller-product-removed = retiré
seller-product-public = Vu par les acheteurs
seller-product-title = Titre
seller-product-title-hint = Ce que c’est, avec les mots de l’acheteur.
seller-product-text = Description
seller-product-text-hint = Matière, taille, entretien. Une ligne vide commence un paragraphe.
seller-product-category = Rayon
seller-product-category-choose = Choisir un rayon
seller-product-tax = Classe de taxe
seller-product-language = Langue
seller-product-brand = Marque
seller-product-drawing = Dessin
seller-product-drawing-hint = Remplace la photo tant qu’il n’y en a pas.
seller-product-hue = Teinte, 0–359
seller-tax-standard = Taux normal
seller-tax-reduced = Taux réduit
seller-tax-super-reduced = Taux super-réduit
seller-tax-zero = Taux zéro
seller-product-options = Options
seller-product-options-hint = Seulement si l’acheteur choisit : taille, couleur. Laissez vide pour un article unique.
seller-product-option = Option { $number }
seller-product-option-values = Ses valeurs, séparées par des virgules
seller-product-combine = Créer une ligne par combinaison
seller-product-variants = Prix et stock
seller-product-was = Prix d’avant
seller-product-weight = Grammes
seller-product-sku = Référence
seller-product-barcode = Code-barres
seller-product-cell = { $name }, ligne { $row }
seller-product-add-row = Une ligne de plus
seller-product-remove-row = Supprimer la ligne { $row }
seller-product-variants-hint = « En stock » compte aussi ce qui est promis aux acheteurs.
seller-product-save = Enregistrer
seller-product-publish = Enregistrer et mettre en vente
seller-product-keep-draft = Enregistrer en brouillon
seller-product-remove = Retirer de la vente
seller-product-kept = { $count ->
    [one] { $count } autre variante reste inchangée.
   *[other] { $count } autres variantes restent inchangées.
}
seller-pictures = Photos
seller-pictures-later = Enregistrez d’abord l’article ; les photos viennent ensuite.
seller-pictures-add = Choisir des photos
seller-pictures-hint = JPEG, PNG ou WebP, 10 à la fois et 20 Mo en tout
seller-pictures-take = Prendre une photo
seller-pictures-take-hint = Avec l’appareil du téléphone
seller-pictures-send = Envoyer
seller-pictures-waiting = en préparation
seller-pictures-failed = illisible : choisissez un autre fichier
seller-pictures-remove = Supprimer
seller-pictures-remove-of = Supprimer la photo { $number }

# Le stock.
seller-stock = Mouvements de stock
seller-stock-none = Rien n’a encore bougé. La première quantité saisie ouvre la liste.
seller-stock-when = Quand
seller-stock-cause = Cause
seller-stock-held = Réservé
seller-stock-sold = Vendu, à expédier
seller-stock-on-hand-note = dans votre réserve
seller-stock-held-note = pour des acheteurs en train de payer
seller-stock-sold-note = payé, pas encore expédié
seller-stock-available-note = ce que l’on peut commander
seller-stock-received = Reçu
seller-stock-counted = Compté par vous
seller-stock-freed = Réservation levée
seller-stock-shipped = Expédié
seller-stock-cancelled = Annulé
seller-stock-returned = Retourné

# L’argent.
seller-balance-statement = Relevé
seller-balance-held = Sous séquestre
seller-balance-held-note = Pour les commandes pas encore reçues. La place de marché le garde pour vous deux.
seller-balance-pending = En attente
seller-balance-pending-note = À vous, et disponible une fois passé le délai des réclamations.
seller-balance-available = Disponible
seller-balance-available-note = Part vers votre banque au prochain virement.
seller-balance-due = Dû
seller-balance-due-note = Des remboursements ont dépassé votre solde. Les prochaines ventes le combleront d’abord.
seller-balance-owed = Vous devez { $amount }
seller-balance-transfers = Tous les mouvements
seller-balance-none = Aucun mouvement : le premier vient quand un acheteur confirme la réception.
seller-balance-reason = Motif
seller-balance-subject = Concerne
seller-balance-running = Votre solde ensuite
seller-transfer-capture = Paiement encaissé
seller-transfer-late-capture = Paiement tardif
seller-transfer-late-refund = Paiement tardif remboursé
seller-transfer-settlement = Règlement
seller-transfer-provider-fee = Frais du prestataire
seller-transfer-refund-settlement = Remboursement réglé
seller-transfer-top-up = Complément
seller-transfer-settlement-back = Règlement repris
seller-transfer-provider-fee-back = Frais du prestataire rendus
seller-transfer-top-up-back = Avance propre reprise
seller-transfer-release = Vente libérée
seller-transfer-tax-collected = Taxe perçue pour l’État
seller-transfer-commission = Commission
seller-transfer-fee-vat = TVA sur la commission
seller-transfer-sweep = Commission prélevée
seller-transfer-sweep-back = Commission rendue
seller-transfer-mature = Devenu disponible
seller-transfer-debt-recovered = Dette apurée
seller-transfer-payout = Virement vers votre banque
seller-transfer-payout-returned = Virement retourné
seller-transfer-refund-from-escrow = Remboursement avant libération
seller-transfer-refund-from-pending = Remboursement, sur l’en-attente
seller-transfer-refund-from-available = Remboursement, sur le disponible
seller-transfer-refund-from-debt = Remboursement dû
seller-transfer-refund-from-tax = Remboursement, part de taxe
seller-transfer-commission-reversal = Commission remboursée
seller-transfer-fee-vat-reversal = TVA sur commission remboursée
seller-payouts-empty = Pas encore de virement
seller-payouts-empty-text = Le premier est proposé de lui-même dès que le disponible suffit.
seller-payout-amount = Montant
seller-payout-state = État
seller-payout-proposed-on = Proposé
seller-payout-paid-on = Versé
seller-payout-bank = Compte
seller-payout-when = Quand l’argent est versé
seller-payout-every = { $days ->
    [one] Chaque jour, à partir de { $least } disponibles.
   *[other] Tous les { $days } jours, à partir de { $least } disponibles.
}
seller-payout-delay = { $days ->
    [one] Une vente devient disponible { $days } jour après la réception.
   *[other] Une vente devient disponible { $days } jours après la réception.
}
seller-payout-by-hand = Une personne de la place de marché vérifie chaque virement avant son départ.
seller-payout-next = Prochain virement étudié : { $day }
seller-payout-proposed = proposé
seller-payout-approved = en route
seller-payout-paid = versé
seller-payout-returned = retourné
seller-payout-refused = refusé
seller-bank = Compte bancaire
seller-bank-missing = aucun compte
seller-bank-iban = IBAN
seller-bank-hint = Les virements y sont envoyés. Il n’est plus jamais affiché en entier.
seller-bank-save = Enregistrer le compte

# La boutique.
seller-shop-public = Vue par les acheteurs
seller-shop-window = Ce que voient les acheteurs
seller-shop-name = Nom
seller-shop-city = Ville
seller-shop-story = Histoire
seller-shop-story-hint = Qui vous êtes, et comment vous faites ou choisissez ce que vous vendez.
seller-shop-handling = Jours avant expédition
seller-shop-handling-hint = Du paiement au transporteur.
seller-shop-save = Enregistrer
seller-zones = Livraison
seller-zones-text = Une ligne par mode de livraison vers certains pays. Prix en { $currency }.
seller-zone-name = Nom
seller-zone-countries = Pays
seller-zone-price = Prix
seller-zone-per-kg = Par kg
seller-zone-free-above = Offerte dès
seller-zone-days-min = Jours, min.
seller-zone-days-max = Jours, max.
seller-zone-remove = Supprimer la ligne { $row }
seller-zones-save = Enregistrer la livraison
seller-zones-add = Une ligne de plus
seller-zones-hint = Pays par leurs deux lettres, avec des virgules (FR, DE), ou * pour partout.

# Résultat de la dernière action.
done-seller-shipped = Expédié. L’acheteur en est informé.
done-seller-delivered = Marqué comme arrivé.
done-seller-cancelled = Annulée. Le remboursement est en route.
done-seller-refunded = Le remboursement est en route.
done-seller-agreed = Acceptée. Le remboursement est en route.
done-seller-refused = Refusée. L’acheteur lira votre motif.
done-seller-escalated = La place de marché va trancher.
done-seller-saved = Enregistré.
done-seller-pictures = Les photos sont en préparation, elles s’affichent dans un instant.

seller-policy-holds = Vaut à partir du { $date }
seller-policy-held = En vigueur à partir du { $date }
seller-policy-since = En vigueur depuis le { $date }
seller-policy-will-change = Le règlement change le { $date }.
seller-policy-see = Voir ce qui change
seller-policy-orders = Les commandes passées avant gardent les règles sous lesquelles elles ont été passées.
seller-policy-nothing = Aucun changement n’est annoncé.
seller-policy-in-force = En vigueur
seller-policy-past = Changements passés
