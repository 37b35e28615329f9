# The operator console. Keys begin with operator-.

operator-overview = Vue d’ensemble
operator-orders = Commandes
operator-requests = Demandes de remboursement
operator-shops = Boutiques
operator-payouts = Versements
operator-ledger = Grand livre
operator-reconciliation = Rapprochement
operator-policy = Règlement
operator-doctor = Diagnostic
operator-search-hint = Référence de commande
operator-you-are-here = Vous êtes ici

operator-all = Toutes
operator-state = État
operator-by-state = Par état
operator-amount = Montant
operator-sum = Somme
operator-day = Jour
operator-look = Voir
operator-show = Afficher
operator-none = néant
operator-yes = oui
operator-no = non
operator-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
operator-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}

operator-sold-days = Ventes sur { $days } jours
operator-orders-days = Commandes sur { $days } jours
operator-against-before = { $percent } %, avant { $before }
operator-same-as-before = comme avant : { $before }
operator-nothing-before = rien les jours précédents
operator-held = En commandes ouvertes
operator-orders-count = { $count ->
    [one] { $count } commande
   *[other] { $count } commandes
}
operator-shops-open = Boutiques ouvertes
operator-listings-count = { $count ->
    [one] { $count } produit en vente
   *[other] { $count } produits en vente
}
operator-waiting = En attente de vous
operator-wait-escalated = { $count ->
    [one] { $count } demande attend une décision
   *[other] { $count } demandes attendent une décision
}
operator-none-escalated = Aucune demande n’attend de décision
operator-wait-payouts = { $count ->
    [one] { $count } versement attend votre accord
   *[other] { $count } versements attendent votre accord
}
operator-none-payouts = Aucun versement n’attend votre accord
operator-wait-unknown = { $count ->
    [one] { $count } ligne du fichier du prestataire ne correspond à rien
   *[other] { $count } lignes du fichier du prestataire ne correspondent à rien
}
operator-none-unknown = Chaque ligne du fichier du prestataire est justifiée
operator-sold-by-day = Ventes par jour
operator-in-units = en { $currency }
operator-in-thousands = en milliers de { $currency }
operator-in-millions = en millions de { $currency }
operator-as-table = Sous forme de tableau

operator-order = Commande
operator-order-of = Commande { $id }
operator-shop = Boutique
operator-seller = Vendeur
operator-buyer = Acheteur
operator-address = Livrer à
operator-placed = Passée le
operator-purchase = Achat
operator-charge = Référence du prestataire
operator-commission = Commission
operator-fee = Commission acquise
operator-confirms = Confirmation automatique
operator-line = Ligne
operator-goods = Articles
operator-delivery = Livraison
operator-tax = Taxe
operator-total = Total
operator-course = Déroulement
operator-parcels = Colis
operator-parcel-sent = expédié le { $moment }
operator-parcel-delivered = livré le { $moment }
operator-refunds = Remboursements
operator-refunded-of = { $amount } rendus
operator-orders-none = Aucune commande ici
operator-orders-none-text = Une commande apparaît dès qu’un achat est payé.
operator-order-not-found = Aucune commande de cette place de marché ne porte la référence « { $searched } ».

operator-transfers = Écritures
operator-transfers-none = Aucun mouvement d’argent pour cette commande.
operator-reason = Motif
operator-debit = Débit
operator-credit = Crédit
operator-escrow-after = Séquestre après
operator-escrow-agrees = le séquestre contient { $held }
operator-escrow-differs = le séquestre devrait contenir { $expected }, mais les écritures donnent { $held }

operator-state-to_ship = à expédier
operator-state-part_shipped = expédiée en partie
operator-state-shipped = expédiée
operator-state-delivered = livrée
operator-state-completed = terminée
operator-state-cancelled = annulée
operator-state-refunded = remboursée
operator-request-asked = soumise au vendeur
operator-request-refused_by_seller = refusée par le vendeur
operator-request-escalated = attend une décision
operator-request-agreed = acceptée
operator-request-agreed_by_silence = acceptée par silence
operator-request-ruled = tranchée
operator-request-withdrawn = retirée
operator-refund-opened = en cours
operator-refund-done = effectué
operator-refund-failed = échoué
operator-payout-proposed = proposé
operator-payout-approved = approuvé
operator-payout-paid = payé
operator-payout-returned = retourné par la banque
operator-payout-refused = refusé
operator-kind-refund = Remboursement
operator-kind-withdrawal = Rétractation
operator-asked-not_received = jamais reçu
operator-asked-not_as_described = non conforme
operator-asked-damaged = abîmé
operator-asked-wrong_item = mauvais article
operator-asked-changed_mind = a changé d’avis
operator-asked-other = autre chose
operator-cause-cancelled = annulation
operator-cause-request = demande acceptée
operator-cause-withdrawal = rétractation
operator-cause-unusable = paiement inutilisable
operator-cause-goodwill = geste du vendeur
operator-by-buyer = Acheteur
operator-by-seller = Vendeur
operator-by-operator = Exploitant
operator-by-time = Échéance
operator-by-provider = Prestataire de paiement
operator-step-placed = Payée
operator-step-shipped = Expédiée
operator-step-delivered = Livrée
operator-step-confirmed = Réception confirmée
operator-step-confirmed_by_silence = Réception confirmée par silence
operator-step-cancelled = Annulée
operator-step-refund_asked = Remboursement demandé
operator-step-refund_refused = Remboursement refusé
operator-step-refund_agreed = Remboursement accepté
operator-step-refund_agreed_by_silence = Remboursement accepté par silence
operator-step-refund_escalated = Décision demandée
operator-step-refund_ruled = Tranchée
operator-step-refund_withdrawn = Demande retirée
operator-step-refunded = Remboursée
operator-step-withdrawal_declared = Rétractation déclarée
operator-step-paid_out = Versée
operator-step-matured = Délai de versement écoulé

operator-account = Compte
operator-account-provider_transit = Chez le prestataire de paiement
operator-account-safeguarded_bank = Compte bancaire cantonné
operator-account-own_bank = Compte bancaire propre
operator-account-due_from_seller = Dû par les vendeurs
operator-account-escrow = Séquestre
operator-account-payable_pending = Solde des vendeurs, à échoir
operator-account-payable_available = Solde des vendeurs, disponible
operator-account-buyer_balance = Dû aux acheteurs
operator-account-fee_vat = TVA sur commissions
operator-account-tax_collected = Taxes collectées pour les États
operator-account-commission_income = Commissions
operator-account-provider_cost = Coût des paiements
operator-reason-capture = Paiement de l’acheteur
operator-reason-late_capture = Paiement tardif ou double
operator-reason-late_refund = Paiement tardif rendu
operator-reason-settlement = Règlement du prestataire
operator-reason-provider_fee = Frais du prestataire
operator-reason-refund_settlement = Remboursement réglé au prestataire
operator-reason-top_up = Frais comblés sur fonds propres
operator-reason-settlement_back = Règlement repris
operator-reason-provider_fee_back = Frais du prestataire rendus
operator-reason-top_up_back = Avance propre reprise
operator-reason-release = Déblocage au vendeur
operator-reason-tax_collected = Taxe gardée pour un État
operator-reason-commission = Commission
operator-reason-fee_vat = TVA sur la commission
operator-reason-sweep = Transfert des commissions
operator-reason-sweep_back = Retour de commissions
operator-reason-mature = Délai de versement écoulé
operator-reason-debt_recovered = Dette du vendeur récupérée
operator-reason-payout = Versement
operator-reason-payout_returned = Versement retourné
operator-reason-refund_from_escrow = Remboursement sur séquestre
operator-reason-refund_from_pending = Remboursement sur solde à échoir
operator-reason-refund_from_available = Remboursement sur solde disponible
operator-reason-refund_from_debt = Remboursement avancé, dû par le vendeur
operator-reason-refund_from_tax = Taxe rendue
operator-reason-commission_reversal = Commission rendue
operator-reason-fee_vat_reversal = TVA sur commission rendue

operator-ruling = Décision
operator-asked-for = Demandé
operator-asked-at = Demandé le
operator-granted = Accordé
operator-closed-at = Close le
operator-answer-by = Réponse du vendeur avant le
operator-left = Reste remboursable
operator-rule-decision = Votre décision
operator-rule-full = Rembourser la somme demandée
operator-rule-partial = Rembourser une partie
operator-rule-partial-note = Le montant ci-dessous
operator-rule-none = Ne rien rembourser
operator-rule-amount = Montant du remboursement partiel
operator-rule-amount-hint = Pour un remboursement partiel seulement.
operator-rule-reasons = Motivation
operator-rule-reasons-hint = Les deux parties la lisent telle quelle.
operator-rule-send = Trancher
done-operator-ruled = Votre décision est en vigueur ; les deux parties sont prévenues.
operator-requests-ours = Vendeur et acheteur ne sont pas tombés d’accord. Ouvrez une commande pour lire les deux parties et trancher.
operator-requests-none = Aucune demande ici
operator-requests-none-text = Le plus souvent, acheteur et vendeur s’entendent seuls.

operator-products = Produits
operator-opened = Ouverte le
operator-shops-what = Une boutique fermée ne vend plus ; ses commandes en cours continuent.
operator-shops-none = Pas encore de boutique
operator-shops-none-text = Les boutiques apparaissent dès qu’un vendeur en ouvre une.
operator-shop-close = Fermer
operator-shop-open-again = Ouvrir
done-operator-shop-open = La boutique est ouverte.
done-operator-shop-closed = La boutique est fermée.

operator-proposed = Proposé le
operator-payouts-none = Aucun versement ici
operator-payouts-none-text = Les versements sont proposés à échéance, sur le solde disponible des vendeurs.
operator-payout-approve = Approuver la sélection
operator-payout-approve-hint = L’argent part aussitôt vers les banques des vendeurs.
operator-payout-refuse-them = Refuser plutôt
operator-payout-refuse = Refuser la sélection
operator-payout-reason = Motif
operator-payout-reason-hint = Le vendeur le lit. L’argent reste dans son solde.
operator-payouts-none-chosen = Choisissez au moins un versement.
operator-payouts-too-many = Choisissez { $max } versements au plus.
done-operator-payouts-approved = Les versements choisis sont approuvés.
done-operator-payouts-refused = Les versements choisis sont refusés.
done-operator-payouts-left = Certains sont restés tels quels : déjà décidés, solde insuffisant ou compte bancaire manquant. Les autres sont faits.
done-operator-checked = Les contrôles ont été lancés.

operator-until-day = Jusqu’au
operator-until = jusqu’à la fin du { $date }
operator-until-now = jusqu’à maintenant
operator-debits-credits = Débits, et crédits
operator-equal = égaux
operator-not-equal = inégaux
operator-owed = Dû à des tiers
operator-owed-note = Séquestre, vendeurs, acheteurs, États
operator-covered = { $held } détenus pour eux : couvert
operator-not-covered = { $held } détenus pour eux : non couvert
operator-balance = Solde
operator-ledger-none = Aucune écriture
operator-ledger-none-text = Le premier paiement fera les premières écritures.

operator-reconciliation-what = Ce que le grand livre dit réglé, ce que dit le fichier du prestataire et ce qui est arrivé en banque : les trois sont égaux quand un jour est clos.
operator-reconciliation-none = Aucun fichier de règlement lu
operator-reconciliation-none-text = Le fichier du prestataire d’un jour est lu la nuit suivante.
operator-book-ledger = Grand livre
operator-book-file = Fichier du prestataire
operator-book-fee = dont frais
operator-book-bank = Banque
operator-agrees = concorde
operator-differs = diffère
operator-days-agree = tous les jours concordent
operator-days-differ = { $count ->
    [one] { $count } jour diffère
   *[other] { $count } jours diffèrent
}
operator-unknown-lines = { $count ->
    [one] { $count } ligne du fichier ne correspond à rien : demandez au prestataire ce que c’est.
   *[other] { $count } lignes du fichier ne correspondent à rien : demandez au prestataire ce que c’est.
}
operator-ledger-more = Le grand livre a { $amount } de plus que le fichier : un paiement ou un remboursement manque au fichier.
operator-ledger-less = Le grand livre a { $amount } de moins que le fichier : une ligne du fichier n’a pas été passée.
operator-bank-more = { $amount } de plus sont arrivés en banque que ne le dit le fichier.
operator-bank-less = { $amount } du fichier ne sont pas arrivés en banque : un virement peut prendre un jour.
operator-differs-somehow = Les livres diffèrent ; le diagnostic dit où.

operator-policy-what = Les commandes en cours gardent la version sous laquelle elles ont été passées. Ce qui touche l’argent des vendeurs est décidé par deux membres et annoncé avant de valoir.
operator-policy-in-force = En vigueur : version { $number } ({ $date }), par { $author }
operator-policy-alone = Un changement qui touche l’argent des vendeurs demande un second membre, et vous êtes seul. Sur la machine, ceci en ajoute un :
operator-policy-waiting = En attente d’un second membre
operator-policy-announced = Annoncé
operator-policy-ended = Propositions refusées et retirées
operator-policy-proposed-by = Proposé par { $name }, { $date }
operator-policy-decided-by = Décidé par { $name }, { $date }
operator-policy-would-hold = Approuvé maintenant, il vaut à partir du { $date }.
operator-policy-holds = Vaut à partir du { $date }.
operator-policy-approve = Approuver
operator-policy-approve-hint = Les vendeurs reçoivent une lettre avec ce qui change, et le préavis commence.
operator-policy-refuse = Refuser
operator-policy-refuse-reason = Pourquoi non
operator-policy-withdraw = Retirer
operator-policy-another = Vous l’avez proposé : un autre membre décide.
operator-policy-state-proposed = proposé
operator-policy-state-announced = annoncé
operator-policy-state-approved = approuvé
operator-policy-state-refused = refusé
operator-policy-state-withdrawn = retiré
operator-policy-nothing = Rien ne changerait : ce sont les valeurs en vigueur.
operator-policy-changes = Ce qui changerait
operator-policy-at-once = L’argent des vendeurs n’en dépend pas : cela vaut tout de suite, ou à partir du jour que vous nommez.
operator-policy-second = L’argent des vendeurs en dépend : un second membre décide.
operator-policy-notice = Les vendeurs sont prévenus { $days } jours à l’avance (règlement 2019/1150, art. 3). Approuvé aujourd’hui, il vaut à partir du { $date }.
operator-policy-no-notice = Aucune loi ne demande ici de préavis ; les vendeurs sont prévenus à l’approbation.
operator-policy-wanted = Pas avant
operator-policy-wanted-hint = Vide : dès que possible.
operator-policy-note = Pourquoi
operator-policy-note-hint = Les membres et les vendeurs le lisent.
operator-policy-put = Mettre en vigueur
operator-policy-propose = Proposer
operator-policy-compare = Voir ce qui change
operator-policy-compare-hint = Rien n’est encore proposé.
operator-policy-versions = Versions
operator-policy-from = De la version
operator-policy-to = À la version
operator-policy-side-by-side = Comparer
operator-policy-compared = De la version { $from } à la version { $to }
operator-policy-the-same = Elles sont identiques.
operator-policy-since-start = dès l’ouverture
operator-error-not-a-date = Indiquez un jour.
done-operator-policy-saved = Le changement est décidé.
done-operator-policy-proposed = Le changement attend un second membre, qui est prévenu.
done-operator-policy-approved = Le changement est approuvé. Les vendeurs sont prévenus.
done-operator-policy-refused = La proposition est refusée.
done-operator-policy-withdrawn = La proposition est retirée.
operator-version = Version
operator-since = Depuis
operator-author = Par
operator-changed = Changements

operator-check = Contrôle
operator-found = Constat
operator-holds = vérifié
operator-broken = rompu
operator-doctor-what = Contrôle tous les invariants du grand livre, du stock et des listes sur la base en service. Ne change rien.
operator-doctor-run = Lancer les contrôles
operator-doctor-never = Les contrôles n’ont pas encore été lancés
operator-doctor-never-text = Ils lisent tout le grand livre : sur une grande place de marché, cela prend un moment.
operator-doctor-sound = Tous les contrôles sont vérifiés
operator-doctor-broken = { $count ->
    [one] { $count } contrôle est rompu
   *[other] { $count } contrôles sont rompus
}

operator-check-ledger-balances_equal_their_transfers = Chaque solde égale la somme de ses écritures
operator-check-ledger-captured_is_held_released_or_refunded = Ce qui est encaissé est sous séquestre, débloqué ou remboursé
operator-check-ledger-entries_balance = Les débits égalent les crédits
operator-check-ledger-escrow_of_each_order = Le séquestre de chaque commande est celui qu’elle annonce
operator-check-ledger-no_balance_below_zero = Aucun solde limité n’est négatif
operator-check-ledger-nothing_posted_twice = Rien n’est passé deux fois
operator-check-ledger-others_money_is_covered = L’argent des tiers est couvert
operator-check-ledger-payouts_from_available = Les versements viennent de soldes disponibles
operator-check-ledger-refunds_as_posted = Les remboursements sont passés comme ils ont été faits
operator-check-ledger-refunds_within_captures = Aucun remboursement ne dépasse son encaissement
operator-check-ledger-released_as_posted = Les déblocages sont passés comme le disent les commandes
operator-check-ledger-transfers_are_whole = Chaque écriture est complète
operator-check-order-lines_sum_to_the_order = Les lignes font le total de leur commande
operator-check-purchase-paid_once_and_whole = Les achats sont payés une seule fois, en entier
operator-check-settlement-nothing_settled_twice = Rien n’est réglé deux fois
operator-check-settlement-every_line_is_ours = Chaque ligne des fichiers de règlement est la nôtre
operator-check-settlement-ledger_file_and_bank_agree = Grand livre, fichier du prestataire et banque concordent
operator-check-stock-figures_equal_movements = Le stock égale ses mouvements
operator-check-stock-held_equals_holds = Le réservé égale les réservations
operator-check-stock-sold_equals_waiting_lines = Le vendu égale les lignes en attente
operator-check-application-shop_is_as_its_stage = Chaque boutique suit l’étape de sa candidature
operator-check-timer-every_application_goes_on = Chaque candidature en attente a son échéance
operator-check-timer-every_clock_rings = Chaque délai en cours a son échéance
operator-check-timer-every_request_is_answered = Chaque demande ouverte a son échéance
operator-check-timer-every_waiting_purchase_expires = Chaque achat en attente a son échéance
