# Un catalogue dans plusieurs boutiques : l’assortiment d’une boutique, les longs travaux et leurs comptes rendus.

assortment-menu = Assortiment
assortment-title = Ce que propose { $shop }
assortment-text = Votre catalogue et votre stock sont uniques, quel que soit le nombre de vos boutiques. Choisissez ce que celle-ci en propose, et à quel prix.
assortment-one-shop = Vous n’avez qu’une boutique pour l’instant
assortment-one-shop-text = Avec une deuxième, sur cette place ou sur une autre, vous y proposez les mêmes articles en une fois, avec le même stock.
assortment-offer = Proposer dans { $shop }
assortment-offer-text = Ce que le règlement de sa place n’accepte pas est indiqué avant que rien ne se passe.
assortment-take-back = Retirer de { $shop }
assortment-take-back-text = L’article reste dans votre catalogue et dans vos autres boutiques. Ce qui est vendu est vendu.
assortment-within = Quels articles
assortment-everything = Tout le catalogue ({ $count })
assortment-from = Aux prix de
assortment-from-hint = Seul ce qui y est proposé a un prix.
assortment-markup = Plus cher ou moins cher, en pour cent
assortment-markup-hint = « 10 » ou « -5,5 » ; 0 garde le prix.
assortment-rounding = Les prix finissent par
assortment-rounding-none = n’importe quoi
assortment-rounding-ninety = ,90, arrondi au-dessus
assortment-rounding-ninety_nine = ,99, arrondi au-dessus
assortment-rate = Une unité de là-bas, en { $currency }
assortment-rate-hint = Le taux de change, comme « 1,0825 ». Nécessaire si les devises diffèrent.
assortment-reprices = Changer aussi le prix de ce qui y est déjà proposé
assortment-preview = Aperçu
assortment-preview-title = Ce qui se passerait
assortment-preview-text = Rien n’est encore changé.
assortment-cut = Votre catalogue est grand : l’aperçu compte les { $count } premiers articles. Tous seront traités.
assortment-refused-count = { $count ->
    [one] Un article n’y est pas accepté
   *[other] { $count } articles n’y sont pas acceptés
}
assortment-show-all = Tous
assortment-show-changed = À changer
assortment-show-refused = Refusés
assortment-offer-all = { $count ->
    [one] Proposer un article
   *[other] Proposer { $count } articles
}
assortment-take-back-all = { $count ->
    [one] Retirer un article
   *[other] Retirer { $count } articles
}
assortment-only-chosen = Seulement ceux qui sont cochés ici
assortment-nothing = Rien ne changerait.
assortment-price-from = Prix actuel
assortment-price-to = Prix là-bas
assortment-verdict = Ce qui se passe
assortment-will-offer = sera proposé
assortment-will-take-back = sera retiré
assortment-unchanged = reste tel quel
assortment-refused = refusé
assortment-error-markup = Ce n’est pas un pourcentage entre -90 et 1000.
assortment-error-rate = Les devises diffèrent : donnez un taux de change, comme « 1,0825 ».
assortment-shops = Où il est proposé
assortment-shops-text = Textes, images et stock sont les mêmes partout. Le prix et l’offre sont propres à chaque boutique.
assortment-shops-one = Proposé dans { $count ->
    [0] aucune boutique
    [one] une boutique
   *[other] { $count } boutiques
}
assortment-shops-edit = Prix par boutique
assortment-shops-shown = Proposé ici
assortment-withheld = Cet article n’est pas en vente dans toutes vos boutiques
assortment-withheld-text = Le règlement de ces places ne l’accepte pas dans son état actuel. Modifiez la fiche : l’article y revient en vente dès que vous l’enregistrez.
assortment-withheld-mark = écarté
assortment-withheld-tab = Écartés d’une boutique
assortment-withheld-none = Rien n’est écarté : toutes les places acceptent vos articles tels quels.
assortment-withheld-more = { $count ->
    [one] et une autre boutique
   *[other] et { $count } autres boutiques
}
assortment-withheld-here = Le règlement de la place l’écarte pour l’instant.
assortment-shops-save = Enregistrer cette boutique
assortment-shops-price = Prix en { $currency }
assortment-shops-row = { $variant } : prix chez { $shop }
assortment-shops-shown-row = { $variant } : proposé chez { $shop }
assortment-also = Aussi proposé par

job-list = Longs travaux
job-all = Tous
job-none = Pas encore de long travail
job-none-text = Proposer tout un catalogue ou importer une boutique prend du temps. Cela avance tout seul, et le compte rendu reste ici.
job-what = Quoi
job-begun = Commencé
job-told = Avancement
job-refused = Refusés
job-state = État
job-outcome = Résultat
job-kind-offer = Proposer dans une boutique
job-kind-take_back = Retirer d’une boutique
job-kind-import_shop = Importer une boutique
job-waiting = en attente
job-running = en cours
job-done = terminé
job-stopped = arrêté
job-progress = { $told } sur { $total }
job-renew = Actualiser
job-leave = Vous pouvez quitter cette page : le travail continue tout seul.
job-stop = Arrêter
job-report = Compte rendu (CSV)
job-lines = Lignes du compte rendu
job-lines-all = Toutes
job-lines-refused = Refusés
job-lines-done = Faits
job-line-done = fait
job-line-unchanged = inchangé
job-line-refused = refusé
job-line-kept-out = Écarté chez { $shop } : { $reason }

rule-goods = Articles
rule-goods-categories = Rayons acceptés
rule-goods-categories-hint = Séparés par des virgules, comme « food, kitchen/coffee », chacun avec tout ce qui est dessous. Vide : tous.
rule-goods-reserved = Rayons réservés à certains types de boutique
rule-goods-reserved-hint = Un par ligne, en JSON : un chemin et les types qui peuvent y vendre. Sans type, personne.
rule-goods-languages = Langues exigées pour le titre et le texte
rule-goods-languages-hint = Séparées par des virgules, comme « en, fr ». Vide : n’importe laquelle.
rule-goods-pictures_least = Images exigées par article
rule-goods-text_letters_least = Lettres de texte exigées par article
rule-count = { $count }
rule-range-count = De { $least } à { $most }.

import-title = Importer toute une boutique
import-into = Importer dans { $shop }
import-text = Envoyez votre boutique en une seule archive. Elle est d’abord lue et vérifiée, puis importée article par article ; un compte rendu dit ce qu’il en est de chacun.
import-file = Choisissez un ZIP, ou déposez-le ici
import-file-hint = Jusqu’à { $megabytes } Mo. L’envoi peut durer : laissez cette page ouverte jusqu’à ce qu’il soit terminé.
import-sending = Envoyé : {"{"}sent{"}"} sur {"{"}whole{"}"} Mo
import-judging = Tout est arrivé. L’archive est lue et vérifiée…
import-failed = La connexion a été coupée. Rien n’a été conservé : veuillez recommencer l’envoi.
import-stopped = Envoi interrompu. Rien n’a été conservé.
import-stop = Interrompre
import-send = Importer
import-format = Ce qu’elle contient
import-products = Le fichier d’articles de Shopify ou WooCommerce, tel quel. Le seul fichier obligatoire.
import-stock = Colonnes sku et quantity : combien il y en a.
import-pictures = Nommées d’après l’identifiant ou le SKU de l’article : tasse.jpg, tasse-2.jpg.
import-shop = Nom, histoire, ville, délai d’expédition, zones de livraison.
import-again = Envoyé de nouveau, ce qui n’a pas changé reste tel quel. Un article est pris entier, avec ses images, ou il est signalé.
