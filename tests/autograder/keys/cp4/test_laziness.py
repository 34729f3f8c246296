"""What costs no thought pays next to nothing: the judged parts of CP4, played lazily over the variants."""

import random
import unicodedata
from functools import cache
from statistics import mean

import pytest

from autograder import truth
from autograder.keys import mark
from autograder.keys.answers import Lesson
from ntc.case import VARIANTS, load
from ntc.lesson import fields_of, shipped
from ntc.lessons.cp4 import plans

MOST = 0.15
FEW_CLASSES = 0.25
"""Where a clue proves or does not: two classes."""
DRAWS = 200


def plain(text):
    """Without accents nor capitals, as a list is sorted."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def marked(variant, exercise_id, raw):
    case = load(variant)
    return mark(exercise_id, case, truth.load(variant), Lesson.read(placed(variant), raw))


@cache
def placed(variant):
    return fields_of(shipped("cp4-bilan"), load(variant))


def options(case):
    """What may be said of each clue, in the order shown, and the tables."""
    return [id for id, _ in plans.causes_offered(case)], [source.id for source in case.clue_sources]


def everywhere(case):
    """Each pair of a cause and a table, everywhere; each cause alone; each table alone."""
    causes, sources = options(case)
    for cause in causes:
        yield {clue.id: {"cause": cause} for clue in case.clues}
        for source in sources:
            yield {clue.id: {"cause": cause, "source": source} for clue in case.clues}
    for source in sources:
        yield {clue.id: {"source": source} for clue in case.clues}


def test_the_same_everywhere_pays_nothing():
    for variant in ("00", "05", "11"):
        paid = [
            marked(variant, "cp4-causes", {"cp4-causes": raw}).fraction for raw in everywhere(load(variant))
        ]
        assert max(paid) == 0


def about(variant):
    """What each clue is about, by somebody who read it and every cause, and opened no table: its story."""
    labels = truth.load(variant)
    cause = {row.trap: row.id for row in labels.causes if row.trap}
    return {row.id: {"cause": cause[row.trap], "source": row.source} for row in labels.clues}


def test_whoever_matches_the_words_of_clues_and_causes_and_opens_no_table_earns_nothing():
    paid = [marked(variant, "cp4-causes", {"cp4-causes": about(variant)}).fraction for variant in VARIANTS]
    assert paid == [0] * len(VARIANTS)


LOOKS = {
    "length": lambda clue: len(clue.label),
    "words": lambda clue: len(clue.label.split()),
    "the alphabet": lambda clue: plain(clue.label),
    "order": lambda clue: 0,
    "digits": lambda clue: sum(map(str.isdigit, clue.label)),
    "a colon": lambda clue: ":" in clue.label,
    "quotation marks": lambda clue: "«" in clue.label,
    "capitals": lambda clue: sum(map(str.isupper, clue.label)),
}


@pytest.mark.parametrize("turned", [1, -1])
@pytest.mark.parametrize("look", LOOKS)
def test_setting_aside_by_the_look_of_a_clue_what_is_else_matched_by_its_words_pays_little(look, turned):
    """Half of them, the first or the last by a look: the best that the form of a clue could tell."""
    paid = []
    for variant in VARIANTS:
        case, raw = load(variant), about(variant)
        ranked = sorted(case.clues, key=LOOKS[look])[::turned]
        for clue in ranked[: len(ranked) // 2]:
            raw[clue.id]["cause"] = plans.NO_CAUSE
        paid.append(marked(variant, "cp4-causes", {"cp4-causes": raw}).fraction)
    assert mean(paid) <= FEW_CLASSES


def test_setting_half_aside_by_chance_pays_next_to_nothing():
    draw, paid = random.Random(8), []
    for variant in VARIANTS:
        for _ in range(DRAWS // 10):
            raw = about(variant)
            for clue in draw.sample(list(raw), len(raw) // 2):
                raw[clue]["cause"] = plans.NO_CAUSE
            paid.append(marked(variant, "cp4-causes", {"cp4-causes": raw}).fraction)
    assert mean(paid) <= MOST


def test_chance_pays_next_to_nothing():
    case, draw = load("00"), random.Random(8)
    causes, sources = options(case)
    paid = []
    for _ in range(DRAWS):
        raw = {clue.id: {"cause": draw.choice(causes), "source": draw.choice(sources)} for clue in case.clues}
        paid.append(marked("00", "cp4-causes", {"cp4-causes": raw}).fraction)
    assert mean(paid) <= MOST
