"""What costs no thought pays next to nothing, whatever is asked: every lazy way, over all the variants.

A way pays the mean, over the variants, of what it earns of the parts that it answers, the rest left blank.
That is 15 % at most; where one thing is chosen among a few, what a draw earns and a little more.
"""

import json
from collections import defaultdict
from random import Random
from statistics import mean

import pytest

from autograder.keys import Lesson, mark
from ntc import exercises
from tests.every.strategies import drawn, picks, ways
from tests.every.tree import LESSONS, VARIANTS, automatic, data, earned, placed
from tests.violations import assert_none

MOST = 0.15
DRAWS, DRAWN_ON = 66, ("00", "05", "12")
LUCK = 0.12
"""How far above a draw one option among a few may lie, on no more variants than there are."""


def paid(variant, exercise_id, field_id, raw):
    """What an answer to one field earns, as a part of what it answers."""
    case, labels = data(variant)
    fields = placed(variant)[exercise_id]
    result = mark(exercise_id, case, labels, Lesson.read({exercise_id: fields}, {field_id: raw}))
    parts = [part for part in result.parts if part.verdict != "blank"]
    weight = sum(part.weight for part in parts)
    return sum(part.fraction * part.weight for part in parts) / weight if weight else 0.0


def draw(variant, exercise_id, field_id):
    """What a choice at random earns where there is but one to make; nothing elsewhere."""
    controls = placed(variant)[exercise_id][field_id].controls()
    if placed(variant)[exercise_id][field_id].kind != "choice":
        return 0.0
    return mean(paid(variant, exercise_id, field_id, option) for option, _ in controls["options"])


@pytest.mark.slow
@pytest.mark.parametrize("exercise", automatic(), ids=lambda exercise: exercise.id)
def test_no_lazy_way_pays_over_the_variants(exercise):
    found, played = [], 0
    gained, chance = defaultdict(list), defaultdict(list)
    for variant in VARIANTS:
        for field in placed(variant)[exercise.id].values():
            chance[field.id].append(draw(variant, exercise.id, field.id))
            # Many ways come to the same answer: it is marked once.
            seen = {}
            for way, raw in ways(field).items():
                same = json.dumps(raw)
                if same not in seen:
                    seen[same] = paid(variant, exercise.id, field.id, raw)
                gained[field.id, way].append(seen[same])
    for (field_id, way), shares in gained.items():
        played += 1
        limit = max(MOST, mean(chance[field_id]) + LUCK * (mean(chance[field_id]) > 0))
        # A way that does not exist on every variant (a scale of other lengths) cannot be played blind.
        if len(shares) == len(VARIANTS) and mean(shares) > limit:
            found.append(f"{field_id}, {way}: {mean(shares):.3f}, {limit:.3f} at most")
    assert_none(found)
    assert played >= 6


@pytest.mark.slow
@pytest.mark.parametrize("exercise", automatic(), ids=lambda exercise: exercise.id)
def test_chance_pays_next_to_nothing(exercise):
    """The whole of an exercise drawn, field by field."""
    chance, shares = Random(10), []
    for variant in DRAWN_ON:
        for _ in range(DRAWS):
            raw = {field.id: drawn(field, chance) for field in placed(variant)[exercise.id].values()}
            shares.append(earned(variant, raw, exercise.id))
    assert mean(shares) <= MOST


def test_every_field_that_is_marked_by_a_key_has_lazy_ways():
    assert LESSONS
    assert len(picks()) > 20
    none = [
        field.id
        for exercise in exercises.load().values()
        for field in placed(VARIANTS[0])[exercise.id].values()
        if field.kind != "text" and field.assessed and not ways(field)
    ]
    assert none == []
