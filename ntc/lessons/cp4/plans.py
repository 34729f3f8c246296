"""The plans that the CP4 lesson asks for, as a learner is told them: « plan de correction »."""

from typing import Any

from ntc import french
from ntc.case import Case
from ntc.french import typeset
from ntc.plans import Between, Item, Need, Problem, Total, counted, shown

COST, TIME, EFFECT, MARGIN = "coût", "temps", "CA attendu", "marge attendue"


def remedies(case: Case) -> Problem:
    """The plan of correction: what remedies cost and bring, what it may spend; not who may decide what."""
    means = case.company
    return Problem(
        items=tuple(_item(remedy) for remedy in case.remedies),
        rules=(
            Need("owner", "Responsable à revoir (qui s’en charge, et en a-t-il le pouvoir ?) : {}."),
            Need("date", "Date à revoir (possible, et encore utile) : {}."),
            Need("cause", "Cause à revoir (laquelle, prouvée, cette mesure traite-t-elle ?) : {}."),
            Total("", counted(), ("mesure retenue", "mesures retenues")),
            Total(
                COST,
                "cost",
                "€",
                most=means.remedy_budget,
                over="Votre plan coûte {total} pour une enveloppe de {bound} : {gap} de trop.",
            ),
            Total(
                TIME,
                "days",
                "jour",
                most=means.remedy_days,
                over="Votre plan prend {total} de votre temps pour {bound} disponibles : {gap} de trop.",
            ),
            Total(EFFECT, "effect", "€"),
            Total(MARGIN, "margin", "€"),
        ),
        value="margin",
    )


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
