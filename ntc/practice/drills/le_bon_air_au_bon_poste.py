"""Le bon air au bon poste: a use and its class, or a hot room; the treatment, or the dryer (F78)."""

import random
from decimal import Decimal

from ntc.calc import air
from ntc.calc.slips import Slip
from ntc.french import num, typeset
from ntc.practice.draw import Draw, wrong

TITLE = "Le bon air au bon poste"

_HUNDREDTH = Decimal("0.01")
_TREATMENTS = (
    ("separator", "un séparateur, et rien d’autre"),
    ("general", "un filtre de 1 µm et un sécheur frigorifique"),
    ("fine", "un filtre de 1 µm, un sécheur frigorifique, un filtre de 0,01 µm au poste"),
    ("pure", "des filtres de 1 et 0,01 µm, un sécheur à adsorption, du charbon actif"),
)
_USES = {
    "separator": (
        ("un marteau-piqueur, dehors", "[–:–:4]"),
        ("une pompe de tranchée, sur un chantier", "[–:–:4]"),
        ("le gonflage de bouées, sur un quai", "[–:–:–]"),
    ),
    "general": (
        ("des clés à chocs, dans un garage", "[2:4:3]"),
        ("des vérins d’emballage de cartons", "[2:4:3]"),
        ("des machines à coudre de voilerie", "[3:4:3]"),
    ),
    "fine": (
        ("une cabine de peinture de carrosserie", "[1:4:1]"),
        ("un pistolet à gelcoat, sur un chantier naval", "[1:4:1]"),
        ("un banc de métrologie à paliers d’air", "[1:4:1]"),
    ),
    "pure": (
        ("le soufflage de gélules, au contact du produit", "[1:2:1]"),
        ("le transport de lait en poudre, au contact du produit", "[1:2:1]"),
        ("l’air d’un atelier de semi-conducteurs, sans odeur", "[1:2:1]"),
    ),
}
_FACTORS_IN = {30: "1.22", 40: "0.84", 45: "0.71", 50: "0.60"}
_FACTORS_ROOM = {25: "1.00", 30: "0.95", 35: "0.88", 40: "0.81"}
_AMBITION = (
    "C’est un air plus pur que la classe ne le demande : il se paie à l’achat, puis chaque jour en pression."
)
_SHORT = "La classe demande davantage : regardez le chiffre que ce traitement n’atteint pas."
_CHARCOAL = "Le charbon actif prend les vapeurs et les odeurs, non les gouttes : rien ne le demande ici."
_WHY = {
    "separator": "Ni particules, ni eau à tenir : ôter l’eau liquide et le gros de l’huile suffit.",
    "general": "1 µm tient les particules, +3 °C la classe 4 d’eau, et l’huile peut rester à 1 mg.",
    "fine": "L’eau de la classe 4 se contente de +3 °C ; les classes 1 demandent le filtre de 0,01 µm.",
    "pure": "−40 °C ne s’obtient que par adsorption, et le produit ne doit rien sentir.",
}
_NOMINAL = "C’est le débit de la machine : la plaque du sécheur suppose un local frais. Corrigez."
_TIMES = "Vous avez multiplié : plus il fait chaud, plus le sécheur doit être gros. Divisez."
_ONE = "Un facteur sur deux : l’air à l’entrée a le sien, le local aussi."
_ADDED = "Les deux facteurs se multiplient entre eux ; ils ne s’additionnent pas."


def draw(rng: random.Random) -> Draw:
    """Draw a use and ask for its treatment, or a hot room and ask for the dryer."""
    return rng.choice((_treatment, _dryer))(rng)


def _treatment(rng: random.Random) -> Draw:
    labels = dict(_TREATMENTS)
    right = rng.choice(list(_USES))
    use, asked = rng.choice(_USES[right])
    ladder = [key for key, _ in _TREATMENTS]

    def mistaken(key: str) -> str:
        if ladder.index(key) < ladder.index(right):
            return _SHORT
        return _CHARCOAL if key == "pure" else _AMBITION

    options = list(_TREATMENTS)
    rng.shuffle(options)
    return Draw(
        statement=(
            f"Un client de {rng.randint(6, 240)} personnes s’équipe pour {use} : classe {asked}, en "
            "particules, eau et huile."
        ),
        ask="Quel est le plus petit traitement qui suffise ?",
        unit="",
        right=right,
        tolerance=0,
        slips=tuple(wrong(f"treatment-{key}", key, mistaken(key)) for key in ladder if key != right),
        hint="Lisez d’abord le chiffre du milieu, celui de l’eau ; puis le plus exigeant des deux autres.",
        steps=(
            f"La classe {asked} se lit chiffre par chiffre : particules, eau, huile.",
            _WHY[right],
            f"Le plus petit traitement est donc : {labels[right]}.",
        ),
        options=tuple(options),
    )


def _dryer(rng: random.Random) -> Draw:
    flow = Decimal(rng.randint(105, 420)) / 100
    inlet, room = rng.choice(list(_FACTORS_IN)), rng.choice((30, 35, 40))
    k_in, k_room = Decimal(_FACTORS_IN[inlet]), Decimal(_FACTORS_ROOM[room])
    right = air.dryer(flow, [k_in, k_room])
    found = [
        Slip("mc.dryer-nominal", flow, typeset(_NOMINAL)),
        wrong("factors-times", flow * k_in * k_room, _TIMES),
        wrong("inlet-alone", flow / k_in, _ONE),
        wrong("room-alone", flow / k_room, _ONE),
        wrong("factors-added", flow / (k_in + k_room), _ADDED),
    ]
    return Draw(
        statement=(
            f"Une machine donne {num(flow)} m³/min. L’air entre dans le sécheur à {inlet} °C, facteur "
            f"{num(k_in)} ; le local est à {room} °C, facteur {num(k_room)}."
        ),
        ask="Quel débit le sécheur doit-il annoncer sur sa plaque, en m³/min, deux décimales ?",
        unit="m³/min",
        right=right,
        tolerance=_HUNDREDTH,
        slips=tuple(found),
        hint="Un facteur plus petit que 1 dit que le sécheur sèche moins que sa plaque : faut-il plus gros ?",
        steps=(
            "La plaque vaut pour un air et un local frais ; les facteurs disent ce qui en reste.",
            f"Ce qui en reste : {num(k_in)} × {num(k_room)} = {num(k_in * k_room, 4)}.",
            f"Il faut donc {num(flow)} ÷ {num(k_in * k_room, 4)} = {num(right)} m³/min.",
        ),
    )
