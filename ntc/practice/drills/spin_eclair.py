"""SPIN éclair: what a client said, and four questions; one of them opens what it costs."""

import random
from dataclasses import dataclass

from ntc.practice.draw import Draw, wrong

TITLE = "S, P, I ou N"

_HINT = (
    "Partez de ce qui vient d’être dit : laquelle demande où cela mène, un délai, une somme, une personne ?"
)


@dataclass(frozen=True)
class Told:
    """Who speaks and what of, with a question of each kind, and a benefit that is affirmed."""

    who: str
    said: str
    situation: str
    problem: str
    implication: str
    payoff: str
    affirmed: str


_TOLD = (
    Told(
        "Une pâtissière",
        "Le samedi, la vitrine s’embue, on ne voit plus les gâteaux.",
        "Quelle est la taille de cette vitrine ?",
        "Cela vous agace, de ne plus les voir ?",
        "Ces samedis-là, que reste-t-il à jeter le dimanche ?",
        "Une vitrine claire jusqu’au soir, à quoi vous servirait-elle ?",
        "Avec une vitrine ventilée, vous vendriez tout, n’est-ce pas ?",
    ),
    Told(
        "Un loueur de vélos",
        "Les pneus se dégonflent pendant la nuit.",
        "Combien de vélos louez-vous ?",
        "Est-ce gênant, le matin ?",
        "Le temps de regonfler, combien de départs prennent du retard ?",
        "Des vélos prêts à l’ouverture, qu’en feriez-vous ?",
        "Avec de bons pneus, vos matins seraient tranquilles, non ?",
    ),
    Told(
        "La gérante d’un hôtel",
        "Le dernier étage n’a plus d’eau chaude après neuf heures.",
        "Combien de chambres y a-t-il là-haut ?",
        "Les gens s’en plaignent-ils souvent ?",
        "Que lit-on ensuite dans les avis, et qui y répond ?",
        "Si l’eau suivait partout, que changeriez-vous à vos prix ?",
        "Un second ballon remplirait l’hôtel, vous ne croyez pas ?",
    ),
    Told(
        "Un imprimeur d’étiquettes",
        "Au-delà de vingt-cinq degrés, la colle bave.",
        "Quelle colle employez-vous ?",
        "La chaleur vous pose-t-elle d’autres ennuis ?",
        "Un rouleau taché, qui le paie en fin de compte ?",
        "Un été sans une bavure, quels clients reprendriez-vous ?",
        "Une clim réglerait la question, vous voyez bien ?",
    ),
    Told(
        "Une fleuriste",
        "La chambre froide s’arrête sans prévenir.",
        "De quelle année date-t-elle ?",
        "Vous inquiète-t-elle ?",
        "Le lendemain d’un arrêt, quelles commandes ne partent pas ?",
        "Une chambre à laquelle on ne penserait plus, que vous permettrait-elle ?",
        "Un contrat d’entretien vous rassurerait, n’est-ce pas ?",
    ),
    Told(
        "Le chef d’une cantine",
        "La plonge fait un vacarme, on se crie dessus.",
        "Quand lavez-vous la vaisselle ?",
        "Le bruit fatigue-t-il l’équipe ?",
        "Depuis ce vacarme, combien de plongeurs avez-vous remplacés ?",
        "Une plonge où l’on s’entend, qu’est-ce que cela changerait en juin ?",
        "Une machine silencieuse garderait l’équipe, c’est sûr ?",
    ),
    Told(
        "Une gérante de pressing",
        "Les cintres coincent sur le rail du fond.",
        "Où passe le rail du fond ?",
        "À quels moments coincent-ils le plus ?",
        "Pendant qu’on les débloque, combien de clients attendent au comptoir ?",
        "Un rail qui glisse du matin au soir, à qui servirait-il d’abord ?",
        "Un rail neuf vous ferait gagner un poste, vous êtes d’accord ?",
    ),
    Told(
        "Un viticulteur",
        "L’étiqueteuse décale une bouteille sur dix.",
        "Qui règle l’étiqueteuse ?",
        "Cela se voit-il beaucoup ?",
        "Ces bouteilles reprises, quelle expédition retardent-elles ?",
        "Un lot sans reprise, à quelle foire l’emmèneriez-vous ?",
        "Une étiqueteuse neuve doublerait vos ventes, non ?",
    ),
)
_KINDS = {
    "situation": "C’est un fait que vous pourriez relever seul : la gêne, elle, est déjà dite.",
    "problem": "Vous faites redire la gêne : elle est dite. Que coûte-t-elle ?",
    "payoff": "C’est déjà le mieux : la gêne n’a pas encore de prix.",
    "affirmed": "Le bénéfice est affirmé, la solution soufflée : il ne reste qu’à dire oui.",
}


def draw(rng: random.Random) -> Draw:
    """Draw a sentence and four questions in any order: the benefit is asked in some, affirmed in others."""
    told, last = rng.choice(_TOLD), rng.choice(("payoff", "affirmed"))
    options = [(kind, getattr(told, kind)) for kind in ("situation", "problem", "implication", last)]
    rng.shuffle(options)
    return Draw(
        statement=f"{told.who}, à {rng.randint(8, 17)} h {rng.randint(10, 59)} : « {told.said} »",
        ask="Quelle question ouvre ce que cela coûte ?",
        unit="",
        right="implication",
        tolerance=0,
        slips=tuple(wrong(f"spin-{kind}", kind, _KINDS[kind]) for kind, _ in options if kind in _KINDS),
        hint=_HINT,
        steps=(
            "Situation : un fait. Problème : une gêne. Implication : ses suites. Bénéfice : sa fin.",
            "La gêne vient d’être dite : on ne la fait pas redire, on demande ce qu’elle entraîne.",
            f"« {told.implication} » : la gêne mène ailleurs, et cela se compte.",
        ),
        options=tuple(options),
    )
