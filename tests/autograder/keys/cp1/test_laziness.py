"""What costs no thought pays next to nothing in CP1: draws, and one answer everywhere, over the variants."""

import random
import re
from functools import cache
from statistics import mean

import pytest

from autograder import truth
from autograder.keys import Lesson, mark
from autograder.keys.cp1 import facts
from ntc import exercises
from ntc.case import VARIANTS, load
from ntc.lesson import fields_of, shipped

MOST, DRAWS = 0.15, 200
JUDGED = sorted(
    each.id for each in exercises.load().values() if each.lesson == "cp1-veille" and not each.written
)


@cache
def placed(variant):
    return fields_of(shipped("cp1-veille"), load(variant))


def earned(variant, raw, exercise_id):
    return mark(exercise_id, load(variant), truth.load(variant), Lesson.read(placed(variant), raw)).fraction


def drawn(field, draw):
    """An answer to a field, every choice drawn; a plan keeps four lines of ten."""
    controls = field.controls()
    if "items" in controls:
        return {item: draw.choice(controls["options"])[0] for item, _ in controls["items"]}
    if "rows" in controls:
        rows = [row for row in controls["rows"] if field.kind != "planner" or draw.random() < 0.4]
        return {row["id"]: {name: _cell(cell, draw) for name, cell in row["cells"].items()} for row in rows}
    return draw.choice(controls["options"])[0]


def _cell(cell, draw):
    return draw.choice(cell["options"])[0] if "options" in cell else "20/01/2026"


def test_all_the_exercises_are_played():
    assert len(JUDGED) == 7


@pytest.mark.slow
@pytest.mark.parametrize("exercise_id", JUDGED)
def test_chance_pays_next_to_nothing(exercise_id):
    draw, paid = random.Random(10), []
    for variant in ("00", "05", "12"):
        fields = placed(variant)[exercise_id].values()
        paid += [
            earned(variant, {field.id: drawn(field, draw) for field in fields}, exercise_id)
            for _ in range(DRAWS // 3)
        ]
    assert mean(paid) <= MOST


def test_one_answer_everywhere_pays_next_to_nothing():
    found = []
    for variant in VARIANTS[::4]:
        for exercise_id in ("cp1-sources", "cp1-facts", "cp1-swot"):
            for field in placed(variant)[exercise_id].values():
                controls = field.controls()
                for option, _ in controls["options"]:
                    raw = {field.id: {item: option for item, _ in controls["items"]}}
                    if (share := earned(variant, raw, exercise_id)) > MOST:
                        found.append(f"{variant}, {field.id}, {option}: {share:.3f}")
    assert found == []


_FORM = re.compile(r"\w(?:rait|raient)\b|(?i:il paraît|à en croire|à les croire|d’après|affirme|on pense)")


def test_the_form_of_a_sentence_does_not_tell_what_it_is():
    """A hedge is told for a claim, a figure for a fact, the rest for an opinion, over the variants."""
    paid = []
    for variant in VARIANTS:
        raw = {}
        for code, text in placed(variant)["cp1-facts"][facts.NATURES].items.items():
            said = text.rsplit("(", 1)[0]
            figure = any(map(str.isdigit, said))
            raw[code] = "check" if _FORM.search(said) else "fact" if figure else "opinion"
        paid.append(earned(variant, {facts.NATURES: raw}, "cp1-facts") / (8 / 14))
    assert mean(paid) <= MOST


def test_go_everywhere_and_no_go_everywhere():
    """Three of six are to be answered, one is to be left that nothing bars: a quarter each, no score."""
    for variant in VARIANTS:
        field = placed(variant)["cp1-tender"]["cp1-tender"]
        for verdict, most in (("go", 0.125), ("pass", 1 / 24)):
            raw = {"cp1-tender": {row: {"verdict": verdict, "bar": "none"} for row in field.entries}}
            assert earned(variant, raw, "cp1-tender") == pytest.approx(most)
