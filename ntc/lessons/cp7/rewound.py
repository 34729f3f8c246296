"""An invented talk of ten lines, read again on the last page of CP7: an awning for a terrace."""

from typing import NamedTuple

SELLER, OTHER = "Le vendeur", "Le patron du café"


class Line(NamedTuple):
    """Who speaks, for how many seconds, and what is said."""

    speaker: str
    seconds: int
    text: str


TEN = (
    Line(SELLER, 5, "Bonjour, merci de me recevoir. Une demi-heure, comme convenu ?"),
    Line(OTHER, 9, "Allons-y. Dès qu’il pleut, ma terrasse se vide et je perds le service du soir."),
    Line(SELLER, 22, "Justement, notre store : toile acrylique, bras à câbles gainés, moteur, capteur…"),
    Line(OTHER, 4, "Et cela se pose en combien de temps ?"),
    Line(SELLER, 18, "J’y viens. La toile, d’abord : elle existe en cent vingt coloris…"),
    Line(OTHER, 5, "On m’en propose un à trois cents euros de moins."),
    Line(SELLER, 6, "Trois cents ? Je vous les enlève."),
    Line(OTHER, 6, "À ce prix, l’éclairage est compris ?"),
    Line(SELLER, 8, "Il est en option. Alors, nous signons ?"),
    Line(OTHER, 5, "Je vous rappellerai."),
)
