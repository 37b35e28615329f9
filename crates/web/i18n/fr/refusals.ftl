# Ce qu’un refus dit à la personne. La clé est refusal- suivi du code, avec des tirets à la place des points.

refusal-unknown = Ce n’est pas possible pour le moment. Rien n’a été modifié.
refusal-web-cross_site = Cette demande venait d’un autre site, nous n’y avons donc pas donné suite. Utilisez le bouton de notre page.
refusal-web-form_too_large = Le formulaire est trop long. Raccourcissez votre texte.
refusal-web-form_too_many_fields = Le formulaire contient plus de champs que nous ne pouvons en lire.
refusal-web-form_value_too_large = Une des réponses est trop longue. Raccourcissez-la.
refusal-web-form_unreadable = Nous n’avons pas pu lire le formulaire. Envoyez-le de nouveau.
refusal-web-too_many_tries = Trop d’essais. Patientez quelques minutes avant de réessayer.
