"""A small negotiation in round figures, on which the rules and the page are tried."""

from decimal import Decimal

from ntc.instruments.bargaining.table import HURRIED, POOR, USEFUL, WAYS_OUT, Move, Offered, Table, Traits

_MINUTES = {"question": 2, "contreparties": 2, "comparer": 3, "catalogue": 4, "chef": 3} | dict.fromkeys(
    WAYS_OUT[1:], 0
)
_CODES = (
    "ouverture mobile leurre pas_encore déjà_dit interrogatoire contreparties trop_tôt page page_refaite "
    "déjà_vu oui non preuve et_alors montre encore pas_cela échange là_vous_me_parlez autre_chose déjà_donné "
    "soit tiens_donc je_note dialogue_de_sourds avec_qui_décide froid je_vous_prends_au_mot il_manque "
    "dernier_mot j’attends accord rompue temps"
)
SAMPLE = Table(
    name="essai",
    speaker="Mme Ber",
    minutes=18,
    traits=Traits(
        HURRIED,
        "date",
        agrees=True,
        gives=frozenset({"signature", "contrat", "visite"}),
        weight=Decimal("0.5"),
        under=Decimal(7500),
        kinds={
            "x1": "standby",
            "x2": "warranty",
            "x3": "discount",
            "x4": "large_discount",
            "x5": "terms",
            "y1": "signature",
            "y2": "contrat",
            "y3": "acompte",
            "y4": "visite",
        },
    ),
    price=Decimal(10_000),
    unit_cost=Decimal(6_500),
    rival=Decimal(8_800),
    ceiling=Decimal(9_500),
    margin_floor=Decimal("0.24"),
    authority=Decimal("0.08"),
    sentences=tuple(
        Move(kind, kind, _MINUTES.get(kind, 1), f"Essai : {kind}") for kind in (*USEFUL, *POOR, *WAYS_OUT)
    ),
    lines=tuple(
        (code, "", "", f"Elle : {code}.") for code in (one.replace("_", " ") for one in _CODES.split())
    ),
    concessions={
        code: Offered(code, label, Decimal(cost), Decimal(value))
        for code, label, cost, value in (
            ("x1", "Machine <b>réservée</b>", 200, 300),
            ("x2", "Garantie", 100, 150),
            ("x3", "Remise de 4 %", 400, 400),
            ("x4", "Remise de 12 %", 1_200, 1_200),
            ("x5", "Trente jours", 50, 60),
        )
    },
    counterparts={
        "y1": "Commande signée",
        "y2": "Trois ans d’entretien",
        "y3": "Acompte",
        "y4": "Visite de deux prospects",
        "y5": "Quelques mots sur nous",
    },
    topics={"date": "Une date.", "trésorerie": "La caisse.", "arrêt": "Un arrêt.", "prix": "Le prix."},
    proofs={"date": "le stock", "trésorerie": "les paiements", "arrêt": "le dépannage", "prix": "le marché"},
)
"""What she can give: y1, y2, y4; what answers her: x1."""
