"""Exercise cp4-indicators: a seller's questions, the indicators that answer them, and those worth a board."""

from generator.core.codes import coded
from generator.core.world import World
from generator.words import read


def build(world: World) -> None:
    """Add the tables indicator_questions and indicators."""
    stream, words = world.stream("indicators"), read("cp4")
    questions = coded("q", list(words["questions"]), stream)
    codes = {key: code for code, key in questions}
    world.add(
        "indicator_questions", ({"id": code, "label": words["questions"][key]} for code, key in questions)
    )
    world.add(
        "indicators",
        (
            {
                "id": code,
                "label": item["label"],
                "answers": codes.get(item.get("question")),
                "board": item.get("board", "non"),
            }
            for code, item in coded("i", words["indicators"], stream)
        ),
    )
