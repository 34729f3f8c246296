"""The plans and promises that the CP4 lesson asks for, as a learner is told them: « plan de correction »."""

from functools import cache
from typing import Any

from ntc import exercises, french
from ntc.case import Case
from ntc.french import typeset
from ntc.lessons.cp4.talks import rehearsed as rehearsed
from ntc.plans import Between, Item, Need, Problem, Total, counted, shown

BANDS, WIDTH, LOWEST, STARTS, STEP = 11, 2, 18, 9, 42
"""Bands of selling time, in per cent: how many, how wide, where the scale may begin, and by what it is drawn.

It begins under the least that a lucid promise comes to, and ends above the most, whatever the variant: a band
that is open at one end holds what promises nothing, or too much.
"""
COST, TIME, EFFECT, MARGIN = "coût", "temps", "CA attendu", "marge attendue"

NO_CAUSE = "none"
"""The option that says of a clue that it establishes nothing (« indice à écarter »)."""


def causes_offered(case: Case) -> tuple[tuple[str, str], ...]:
    """The causes that a clue may establish, then that it establishes none: ids, French labels."""
    aside = exercises.load()["cp4-causes"].options["causes"]
    return (*((cause.id, cause.label) for cause in case.causes), *aside.items())


@cache
def remedies(case: Case) -> Problem:
    """The plan of correction: what remedies cost and bring, what it may spend; not who may decide what."""
    means = case.company
    return Problem(
        items=tuple(_item(remedy) for remedy in case.remedies),
        rules=(
            Need(
                "owner",
                "Responsable à revoir (qui s’en charge, et en a-t-il le pouvoir ?) : {}.",
                noted="Responsables à revoir ({}).",
            ),
            Need("date", "Date à revoir (possible, et encore utile) : {}.", noted="Dates à revoir ({})."),
            Need(
                "cause",
                "Cause à revoir (laquelle, prouvée, cette mesure traite-t-elle ?) : {}.",
                noted="Causes traitées à revoir ({}).",
            ),
            Total("", counted(), ("mesure retenue", "mesures retenues")),
            Total(
                COST,
                "cost",
                "€",
                most=means.remedy_budget,
                over="Votre plan coûte {total} pour une enveloppe de {bound} : {gap} de trop.",
                noted="Le plan dépasse l’enveloppe donnée.",
            ),
            Total(
                TIME,
                "days",
                "jour",
                most=means.remedy_days,
                over="Votre plan prend {total} de votre temps pour {bound} disponibles : {gap} de trop.",
                noted="Le plan dépasse le temps disponible.",
            ),
            Total(EFFECT, "effect", "€"),
            Total(MARGIN, "margin", "€"),
        ),
        value="margin",
    )


def promises(case: Case) -> tuple[tuple[str, str], ...]:
    """The bands of selling time (« temps de vente ») that may be promised, in per cent: ids, French labels.

    The scale begins elsewhere for another learner, so that neither its middle nor a neighbour tells.
    """
    start = LOWEST + sum(row.minutes for row in case.time_use) // STEP % STARTS
    bounds = range(start, start + BANDS * WIDTH + 1, WIDTH)
    between = {f"b{low}-{low + WIDTH}": f"de {low} à {low + WIDTH} %" for low in bounds[:-1]}
    ends = {f"b00-{bounds[0]}": f"moins de {bounds[0]} %"}, {f"b{bounds[-1]}-99": f"plus de {bounds[-1]} %"}
    return tuple((band, typeset(label)) for band, label in (ends[0] | between | ends[1]).items())


def _item(remedy: Any) -> Item:
    return Item(
        remedy.id,
        remedy.label,
        amounts={
            "cost": remedy.cost,
            "days": remedy.days,
            "effect": remedy.effect,
            "margin": remedy.margin,
        },
        wants={"date": Between(first=remedy.earliest)},
        facts=(
            f"{COST} {shown(remedy.cost, '€')}",
            shown(remedy.days, "jour"),
            f"{EFFECT} {shown(remedy.effect, '€')}",
            f"{MARGIN} {shown(remedy.margin, '€')}",
            typeset(f"dès le {french.day(remedy.earliest)}"),
        ),
    )
