# Un même acte de la console sur beaucoup de lignes : la page intermédiaire, et ce qui est dit du travail. Les clés commencent par bulk- ou job-.

job-kind-suspend_shops = Suspendre des boutiques
job-kind-lift_suspensions = Laisser des boutiques vendre de nouveau
job-thing = Nom
job-lines-unchanged = Inchangés

bulk-none-text = Ce que vous faites à beaucoup de boutiques à la fois avance tout seul, et le compte rendu reste ici.
bulk-all = Toutes celles que trouve ce filtre, pas seulement les cochées
bulk-suspend = Suspendre…
bulk-lift = Laisser vendre de nouveau…
bulk-count = { $count ->
    [0] Rien n’est coché
    [one] Une boutique
   *[other] { $count } boutiques
}
bulk-many = Plus de { $count } boutiques
bulk-over = Plus de { $max } boutiques : choisissez-en moins à la fois
bulk-more = { $count ->
    [one] et une autre
   *[other] et { $count } autres
}
bulk-filter = Toutes celles de la liste sous : { $state }
bulk-filter-named = Toutes celles de la liste sous : { $state }, avec « { $search } » dans un nom
bulk-what-suspend_shops = Boutique par boutique, les articles quittent aussitôt la place et rien n’est versé au vendeur entre-temps. Commandes, colis et remboursements suivent leur cours. Chaque vendeur lit les motifs et peut réclamer. Une boutique déjà suspendue reste comme elle est.
bulk-what-lift_suspensions = Boutique par boutique, la suspension prend fin et les articles sont de nouveau en vente, si rien d’autre ne manque. Chaque vendeur est prévenu. Une boutique qui n’est pas suspendue reste comme elle est.
bulk-found-hint = Chacun de ces vendeurs lit ces mots. Nommez la règle et ce qui y remédierait.
bulk-proof = Si vous n’avez pas donné votre mot de passe ces dernières minutes, il vous est redemandé.
bulk-begin = Commencer
bulk-leave = Renoncer

done-operator-job-begun = C’est en cours. Vous pouvez quitter cette page.
done-operator-job-stopped = Arrêté. Ce qui est fait reste fait.
