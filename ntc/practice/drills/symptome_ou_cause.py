"""Symptôme, cause ou preuve: what each sentence said of a small situation is; the situations are invented."""

import random

from ntc.practice.draw import Draw, wrong
from ntc.practice.situations import SITUATIONS, Situation

TITLE = "Symptôme, cause ou preuve"

_KINDS = (
    ("symptom", "un symptôme : ce que l’on voit"),
    ("cause", "une cause : ce qui l’a produit"),
    ("proof", "une preuve : où cela se vérifie"),
    ("opinion", "une impression : ni datée, ni vérifiable"),
)

_WHY = {
    "symptom": "La phrase décrit un résultat : elle dit que cela va mal, pas ce qui l’a provoqué.",
    "cause": "La phrase dit ce qui s’est passé avant l’effet, et l’on peut agir dessus.",
    "proof": "La phrase nomme un document, une date et ce qu’on y lit : chacun peut aller voir.",
    "opinion": "La phrase juge sans fait, sans date et sans document : personne ne peut la vérifier.",
}

_HINT = (
    "Demandez-vous : est-ce un résultat, ce qui l’a précédé, un document que l’on peut ouvrir, ou un avis ?"
)


def draw(rng: random.Random) -> Draw:
    """Draw a situation with its figures, and one of the four sentences that are said about it."""
    told = rng.choice(SITUATIONS)(rng)
    right = rng.choice([kind for kind, _ in _KINDS])
    return Draw(
        statement=f"{told.scene} On vous dit : « {_said(told, right)} »",
        ask="Qu’est-ce que cette phrase ?",
        unit="",
        right=right,
        tolerance=0,
        slips=tuple(wrong(f"takes-for-{kind}", kind, _mistaken(kind)) for kind, _ in _KINDS if kind != right),
        hint=_HINT,
        steps=(
            f"Ce que l’on voit : « {told.symptom} »",
            f"Ce qui l’a produit : « {told.cause} » Cela se vérifie : « {told.proof} »",
            f"{_WHY[right]} C’est donc {dict(_KINDS)[right]}.",
        ),
        options=_KINDS,
    )


def _said(told: Situation, kind: str) -> str:
    return {"symptom": told.symptom, "cause": told.cause, "proof": told.proof, "opinion": told.opinion}[kind]


def _mistaken(kind: str) -> str:
    return {
        "symptom": "Un symptôme décrit le résultat que l’on constate ; relisez ce que la phrase décrit.",
        "cause": "Une cause est un fait qui précède l’effet et qui l’explique ; en lisez-vous un ici ?",
        "proof": "Une preuve nomme un document que l’on peut ouvrir ; en lisez-vous un ici ?",
        "opinion": "Une impression ne se vérifie pas ; ici, quelque chose peut être compté ou retrouvé.",
    }[kind]
