# Ce que toutes les pages partagent : en-tête, pied, éléments, formulaires, pannes.

web-skip = Aller au contenu
web-search = Rechercher
web-search-hint = Que cherchez-vous ?
web-account = Compte
web-account-and-language = Compte et langue
web-your-account = Votre compte
web-language = Langue
web-categories = Rayons
web-categories-all = Tout
web-sign-in = Se connecter
web-sign-up = Créer un compte
web-sign-out = Se déconnecter
web-purchases = Achats
web-details = Vos coordonnées
web-seller-centre = Espace vendeur
web-console = Console de l’exploitant
web-to-market = Retour au marché
web-cart = Panier
web-cart-of = Panier, { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
web-about = À propos
web-run-by = { $market } est exploité par { $company }
web-shops = Boutiques
web-ranking = Comment le classement se fait
web-help = Aide
web-legal = Mentions légales
web-privacy = Vie privée

web-checked = vérifié
web-checked-by-market = vérifié par la place de marché
web-before = avant
web-stars = { $stars } étoiles sur 5
web-stars-none = pas encore noté
web-pages = Pages
web-page-next = Suivant
web-page-previous = Précédent
web-one-less = Un de moins
web-one-more = Un de plus
web-quantity = Quantité
web-print = Imprimer
web-update = Mettre à jour
web-choose = Choisir
web-optional = Facultatif
web-action = Action
web-progress = Avancement
web-copy = Copier
web-copied = Copié
web-close = Fermer
web-step-done = fait

web-form-errors = { $count ->
    [one] Un champ est à corriger.
   *[other] { $count } champs sont à corriger.
}
web-error-required = Ce champ est à remplir.
web-error-too-long = { $max } caractères au plus.
web-error-not-a-number = Des chiffres uniquement.
web-error-not-an-amount = Un montant, par exemple 12,50.
web-error-not-an-email = Une adresse, par exemple nom@exemple.fr.
web-error-not-a-choice = Choisissez l’une des réponses proposées.
web-error-too-small = { $min } au moins.
web-error-too-large = { $max } au plus.

web-failure-not-found-title = Cette page s’est envolée
web-failure-not-found-text = L’article est peut-être épuisé, la boutique fermée, ou le lien trop ancien.
web-failure-refused-title = Ce n’est pas possible
web-failure-too-large-title = C’est trop volumineux
web-failure-too-large-text = Votre envoi dépasse ce que nous pouvons recevoir. Essayez un fichier plus petit ou un texte plus court.
web-failure-method-title = Cette page ne sait pas faire cela
web-failure-method-text = L’adresse existe, mais pas pour cette demande. Revenez en arrière et réessayez.
web-failure-busy-title = Le marché est très sollicité
web-failure-busy-text = Rien n’a été enregistré. Réessayez dans un instant ; si vous veniez d’envoyer un formulaire, revenez en arrière et renvoyez-le.
web-busy-form = Le marché est très sollicité en ce moment ; rien n’a été enregistré. Votre saisie est conservée : renvoyez-la.
web-failure-fault-title = Une panne est survenue chez nous
web-failure-fault-text = Elle est enregistrée. Si vous nous écrivez, indiquez cette référence :
web-failure-home = Retour au marché
web-failure-again = Réessayer
