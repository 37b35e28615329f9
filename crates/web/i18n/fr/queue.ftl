# Surveiller les pièces et la file des candidatures : filtres, rappels et leurs lettres. Les clés commencent par queue-, mail-reminder- ou comme celles des actes sur beaucoup de lignes.

job-kind-remind_papers = Rappeler des pièces
bulk-remind = Envoyer un rappel…
bulk-all-papers = Toutes les pièces que trouve ce filtre, pas seulement les cochées
bulk-what-remind_papers = Pièce par pièce, les propriétaires de la boutique reçoivent une lettre dans leur langue : quelle pièce, sa date, et ce qui se passe ce jour-là. Personne ne reçoit deux rappels de la même pièce le même jour, ni qui en a déjà envoyé une nouvelle.
bulk-count-papers = { $count ->
    [0] Rien n’est coché, ou rien n’est trouvé
    [one] Une pièce
   *[other] { $count } pièces
}
bulk-many-papers = Plus de { $count } pièces
bulk-over-papers = Plus de { $max } pièces : choisissez-en moins à la fois
bulk-filter-papers = Toutes celles de la liste sous : { $filter }

queue-tick-all = Toute cette page
queue-part-ending = Qui expirent
queue-part-ended = Expirées
queue-part-missing = Manquantes
queue-part-waiting = À examiner
queue-days = Expire
queue-days-any = n’importe quand
queue-days-within = dans les { $days } jours
queue-kind = Pièce
queue-kind-any = toutes
queue-country = Pays
queue-country-any = tous
queue-name = Boutique ou vendeur
queue-find = Filtrer
queue-at-ending = Expire le
queue-at-ended = Expirée le
queue-at-missing = Fermeture le
queue-at-waiting = Envoyée le
queue-reminded = Rappelée
queue-reminded-applicant = Dernier rappel
queue-what-ending = Les pièces acceptées des boutiques en activité. Le dernier jour, la boutique sort d’elle-même de la vente, sauf si une nouvelle pièce a été acceptée.
queue-what-ended = Les pièces expirées qu’aucune nouvelle n’a suivies. Leurs boutiques sont hors vente.
queue-what-missing = Les pièces qu’une boutique en activité doit avoir et n’a pas, ou dont la dernière a été refusée.
queue-what-waiting = Les nouvelles pièces des boutiques en activité que personne n’a encore examinées, la plus ancienne d’abord.
queue-none = Rien ne répond à ce filtre

audit-deed-paper-reminded = Rappel d’une pièce
audit-state-ends = expire
audit-state-ended = expirée
audit-state-missing = manquante

audit-by-hand = la main
audit-by-time = le temps écoulé
audit-by-right-lost = la perte du droit
audit-by-session-over = la fin de la session
audit-by-code = un code
audit-by-machine = la machine
audit-by-app = l’application
audit-by-letter = une lettre
audit-by-password = le mot de passe
audit-by-password-and-code = le mot de passe et un code

mail-reminder-paper = Pièce
mail-reminder-shop = Boutique
mail-reminder-until = Valable jusqu’au
mail-reminder-button = Envoyer une nouvelle pièce
mail-reminder-ends-subject = { $shop } : une pièce expire le { $date }
mail-reminder-ends-heading = Une pièce expire bientôt
mail-reminder-ends-text = Envoyez-en une nouvelle à temps. Elle est valable jusqu’au { $date } ; si aucune nouvelle n’est acceptée d’ici là, vos produits sortent d’eux-mêmes de la vente le lendemain.
mail-reminder-ended-subject = { $shop } : une pièce a expiré
mail-reminder-ended-heading = Une pièce a expiré
mail-reminder-ended-text = Elle était valable jusqu’au { $date }. Envoyez-en une nouvelle : tant qu’elle n’est pas acceptée, vos produits ne sont pas en vente. Les commandes passées suivent leur cours.
mail-reminder-missing-subject = { $shop } : une pièce manque
mail-reminder-missing-heading = Une pièce manque
mail-reminder-missing-text = Votre boutique doit avoir cette pièce, et aucune n’a été acceptée. En attendant, vos produits ne sont pas en vente. Les commandes passées suivent leur cours.
mail-reminder-closes = Si elle manque encore le { $date }, la boutique sera fermée.

job-kind-take_applications = Prendre des candidatures
job-kind-remind_applications = Relancer des candidats
bulk-take = Prendre…
bulk-all-applications = Toutes les candidatures que trouve ce filtre, pas seulement les cochées
bulk-what-take_applications = Candidature par candidature, c’est vous qui l’examinez désormais : votre nom figure à côté, et le candidat ne reçoit pas de lettre pour autant. Celles qu’un autre vérificateur a prises lui restent ; le compte rendu les nomme.
bulk-what-remind_applications = Candidature par candidature, les personnes qui peuvent répondre pour le candidat reçoivent une lettre dans leur langue : ce qui manque, ce qui a été demandé, et jusqu’à quand. Personne ne reçoit deux rappels de la même candidature le même jour, ni quand ce n’est pas à son tour.
bulk-count-applications = { $count ->
    [0] Rien n’est coché, ou rien n’est trouvé
    [one] Une candidature
   *[other] { $count } candidatures
}
bulk-many-applications = Plus de { $count } candidatures
bulk-over-applications = Plus de { $max } candidatures : choisissez-en moins à la fois
bulk-filter-applications = Toutes celles de la liste sous : { $filter }

queue-remind = Relancer le candidat
queue-remind-of = De quoi
queue-remind-all = tout ce qui est attendu
queue-remind-send = Envoyer une lettre
done-operator-application-reminded = La lettre est en route.

audit-deed-application-reminded = Rappel d’une candidature

mail-reminder-go-on = Poursuivre
mail-reminder-complete-subject = { $shop } : votre candidature vous attend jusqu’au { $date }
mail-reminder-complete-heading = Votre candidature vous attend
mail-reminder-complete-text = Nous ne pouvons pas poursuivre l’examen de votre candidature pour « { $shop } » sans votre réponse. Complétez ce qui figure ici, puis envoyez-la de nouveau.
mail-reminder-complete-then = Sans réponse d’ici le { $date }, la candidature devient caduque.
mail-reminder-pay-subject = { $shop } : un paiement est attendu d’ici le { $date }
mail-reminder-pay-heading = Votre boutique attend un paiement
mail-reminder-pay-text = Votre candidature pour « { $shop } » est acceptée. Une fois réglé ce qui figure ici, vous pourrez garnir la boutique et l’ouvrir.
mail-reminder-pay-then = Sans paiement d’ici le { $date }, l’acceptation devient caduque.
mail-reminder-prepare-subject = { $shop } : ouvrez votre boutique d’ici le { $date }
mail-reminder-prepare-heading = Votre boutique n’est pas encore ouverte
mail-reminder-prepare-text = Votre candidature pour « { $shop } » est acceptée. Dites où vous livrez, garnissez la vitrine et ouvrez la boutique.
mail-reminder-prepare-then = Si elle n’est pas ouverte le { $date }, l’acceptation devient caduque.
mail-reminder-make_good-subject = { $shop } : il manque quelque chose, à fournir avant le { $date }
mail-reminder-make_good-heading = Vos produits ne sont pas en vente
mail-reminder-make_good-text = Rien de « { $shop } » n’est en vente tant que ce qui figure ici n’est pas en règle. Les commandes passées suivent leur cours.
mail-reminder-make_good-then = Si cela manque encore le { $date }, la boutique sera fermée.
