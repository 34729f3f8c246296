"""Fourteen sources of a watch, and the questions that each answers best."""

from decimal import Decimal

from generator.core.codes import coded
from generator.core.wording import elided
from generator.core.world import World
from generator.house.territory import home_towns
from generator.words import read


def build(world: World) -> None:
    """Add the tables watch_questions and sources."""
    stream, words = world.stream("sources"), read("sources")
    town = stream.pick(home_towns(world))["name"]
    questions = coded("QV", words["questions"], stream)
    codes = {item["id"]: code for code, item in questions}
    world.add(
        "watch_questions",
        (
            {"id": code, "label": elided(stream.pick(item["label"]).format(town=town))}
            for code, item in questions
        ),
    )
    world.add(
        "sources",
        (
            {
                "source_id": code,
                "label": stream.pick(item["label"]),
                "kind": item["kind"],
                "cost": Decimal(stream.between(*item["cost"]) if "cost" in item else 0),
                "update_freq": item["freq"],
                "best_for": codes[item["best_for"]],
                "needless": item.get("twin", False),
            }
            for code, item in coded("SV", words["sources"], stream)
        ),
    )
