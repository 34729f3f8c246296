"""What was read and told on the joinery's site, a dryer's correction factors, the lease that is offered."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.core.cents import money
from generator.core.world import World
from generator.joinery.client import account, people
from generator.joinery.story import AIRED, HOT, LEAK_DAY, MACHINE, PHONED, RENT_MONTHS, VISIT, Story, told
from generator.joinery.workshop import OPENS
from generator.words import read
from ntc.french import NBSP, number

TODAY, LATER = "aujourd’hui", "septembre"
ENTERING, AROUND = "air à l’entrée", "air du local"
_CLASS, _BOOTH_CLASS = "[2:4:3]", "[1:4:1]"
_BOOTH = "spray"
# Degrees and factors in hundredths that every maker's table shares; those of the story are drawn.
_FACTORS = {ENTERING: {35: 100, AIRED[0]: 84}, AROUND: {25: 100, AIRED[1]: 95}}
_BEYOND = {ENTERING: (5, 11), AROUND: (5, 7)}


def build(world: World) -> None:
    """Add the tables workshop, site_facts, dryer_factors and lease_offers."""
    story, stream, words = told(world), world.stream("joinery site"), read("joinery")
    code = account(world)["prospect_id"]
    lines = [(TODAY, tool) for tool in story.workshop.today] + [(LATER, tool) for tool in story.workshop.line]
    named = {kind: stream.pick(texts) for kind, texts in words["tools"].items()}
    world.add(
        "workshop",
        (
            {
                "line_id": f"U{rank:02d}",
                "account_id": code,
                "phase": phase,
                "tool": named[tool.kind],
                "count": tool.count,
                "flow_l_min": tool.flow,
                "use_rate": Decimal(tool.use).scaleb(-2),
                "air_class": _BOOTH_CLASS if tool.kind == _BOOTH else _CLASS,
            }
            for rank, (phase, tool) in enumerate(lines, start=1)
        ),
    )
    voices = _voices(world)
    world.add(
        "site_facts",
        (
            {
                "fact_id": key,
                "account_id": code,
                "label": words["facts"][key]["label"],
                "value": value,
                "unit": words["facts"][key].get("unit"),
                "told_by": voices[words["facts"][key]["by"]][0],
                "told_on": voices[words["facts"][key]["by"]][1],
            }
            for key, value in _facts(story)
        ),
    )
    world.add("dryer_factors", _factors(story))
    world.add(
        "lease_offers",
        [
            {
                "account_id": code,
                "sku": MACHINE,
                "months": RENT_MONTHS,
                "rent": money(story.rent),
                "option": money(story.option),
            }
        ],
    )


def _voices(world: World) -> dict[str, tuple[str, Any]]:
    """Return who told of a fact, and when."""
    known = people(world)
    return {
        "mister": (f"M.{NBSP}{known['mister']['last']}, dirigeant", VISIT),
        "site": ("Relevé sur place", VISIT),
        "report": ("Rapport de fuites", LEAK_DAY),
        "madam": (f"Mme{NBSP}{known['madam']['last']}, associée", PHONED),
    }


def _facts(story: Story) -> Iterator[tuple[str, str]]:
    """Yield the key and the value of each fact, as one reads it."""
    repairs = story.repairs
    told_there: tuple[tuple[str, float | Decimal], ...] = (
        ("pression-outil", _tenths(story.tool_bar)),
        ("pression-reglee", _tenths(story.set_bar)),
        ("ouverture", OPENS),
        ("fermeture", story.evening),
        ("jours", 5),
        ("semaines", story.weeks),
        ("part-du-soir", story.evening_share),
        ("prix-du-kwh", Decimal(story.kwh_price).scaleb(-3)),
        ("chassis", story.frames),
        ("reprise", story.rework),
        ("enveloppe-basse", 1_000 * story.envelope[0]),
        ("enveloppe-haute", 1_000 * story.envelope[1]),
        ("local", HOT[1]),
        ("entree-secheur", HOT[0]),
        ("perte-reseau", _tenths(story.network_bar)),
        ("ecart-cuve", Decimal(story.swing_bar).scaleb(-2)),
        ("compteur", story.hours),
        ("compteur-charge", story.loaded),
        ("samedis", story.saturdays_lost),
        ("equipe-du-samedi", story.crew),
        ("banque", story.bank_weeks),
        ("fuites-avant", story.workshop.leaks),
        ("fuites-apres", story.workshop.repaired),
        ("tube", repairs.metres),
        ("piquages", repairs.outlets),
        ("heures-de-reparation", repairs.hours),
        ("deplacements", 1),
    )
    for key, value in told_there:
        yield key, number(value)


def _tenths(value: int) -> Decimal:
    return Decimal(value).scaleb(-1)


def _factors(story: Story) -> Iterator[dict[str, Any]]:
    """Yield the maker's factors by degree: those that anyone finds, that of the closet, one beyond."""
    for kind, degrees, factor in ((ENTERING, HOT[0], story.inlet), (AROUND, HOT[1], story.ambient)):
        step, loss = _BEYOND[kind]
        column = _FACTORS[kind] | {degrees: factor, degrees + step: factor - loss}
        for heat, hundredths in sorted(column.items()):
            yield {"kind": kind, "degrees": heat, "factor": Decimal(hundredths).scaleb(-2)}
