"""L'oreille SONCAS: what somebody says of a purchase, with a keyword that misleads; the motive behind it."""

import random
from dataclasses import dataclass

from ntc.practice.draw import Draw, wrong

TITLE = "L’oreille SONCAS"

_MOTIVES = (
    ("security", "sécurité"),
    ("pride", "orgueil"),
    ("novelty", "nouveauté"),
    ("comfort", "confort"),
    ("money", "argent"),
    ("liking", "sympathie"),
)
_HINT = "Laissez le mot qui saute à l’oreille : qu’est-ce qui revient, et que craindrait-on de perdre ?"
_KEYWORD = "Ce mot est dans la phrase, en passant : écoutez ce qui l’entoure."
_PRICE = "On parle de prix sans y tenir : le prix n’est pas toujours un mobile."
_OWN = "Ce mobile est peut-être le vôtre : rien, dans ces phrases, ne le porte."


@dataclass(frozen=True)
class Heard:
    """Sentences, the motive that they carry, and the one that a keyword suggests."""

    said: str
    right: str
    keyword: str


_HEARD = (
    Heard("Le prix, soit. Mais qui viendra, un dimanche ? Je ne veux pas de surprise.", "security", "money"),
    Heard(
        "Du neuf, si vous voulez. Garanti combien de temps, et par écrit ? J’ai déjà eu peur.",
        "security",
        "novelty",
    ),
    Heard(
        "C’est cher, et alors ? Quand les confrères viendront, je veux qu’ils la regardent.", "pride", "money"
    ),
    Heard(
        "La sécurité, c’est la loi. Moi, je signe mes meubles, et je veux qu’on le sache.",
        "pride",
        "security",
    ),
    Heard(
        "Garantie ou pas, personne ne l’a encore dans le canton. Je veux l’essayer avant les autres.",
        "novelty",
        "security",
    ),
    Heard(
        "L’économie, on verra. C’est la dernière sortie ? Montrez-moi ce qu’elle a d’inédit.",
        "novelty",
        "money",
    ),
    Heard(
        "L’ancienne était belle. Mais deux étages à la main, chaque soir : mes bras n’en peuvent plus.",
        "comfort",
        "pride",
    ),
    Heard(
        "Moderne, pas moderne… Qu’elle s’allume seule, et que je finisse à l’heure, au calme.",
        "comfort",
        "novelty",
    ),
    Heard(
        "Vous êtes agréable. Combien par mois ? Et dites-moi ce qu’il m’en reste à la fin.",
        "money",
        "liking",
    ),
    Heard(
        "Le confort des gars, bien sûr. Mettez-moi la dépense d’un côté, le gain de l’autre.",
        "money",
        "comfort",
    ),
    Heard(
        "Le confort, je m’en passe. Votre père livrait déjà le mien : je prends la vôtre.",
        "liking",
        "comfort",
    ),
    Heard(
        "D’autres sont moins chers. Mais vous avez pompé l’eau avec nous, le soir de l’inondation.",
        "liking",
        "money",
    ),
)
_SPEAKERS = ("Une gérante de camping", "Un imprimeur", "Une vétérinaire", "Un couvreur", "Une chapelière")


def draw(rng: random.Random) -> Draw:
    """Draw what is heard; each motive is as often the right one."""
    found, labels = rng.choice(_HEARD), dict(_MOTIVES)
    who, years = rng.choice(_SPEAKERS), rng.randint(3, 40)
    others = [key for key, _ in _MOTIVES if key not in (found.right, found.keyword)]
    said = {
        found.keyword: _PRICE if found.keyword == "money" else _KEYWORD,
        **dict.fromkeys(others, _OWN),
    }
    return Draw(
        statement=f"{who}, {years} ans de métier : « {found.said} »",
        ask="Quel mobile entendez-vous ?",
        unit="",
        right=found.right,
        tolerance=0,
        slips=tuple(wrong(f"ear-{key}", key, why) for key, why in said.items()),
        hint=_HINT,
        steps=(
            f"Un mot trompe : il fait penser au mobile « {labels[found.keyword]} ».",
            "Retirez-le, et relisez : ce qui reste dit ce que l’on cherche, ou ce que l’on craint.",
            f"Ce qui reste porte un mobile : {labels[found.right]}.",
        ),
        options=_MOTIVES,
    )
