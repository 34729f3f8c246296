"""What costs no thought pays next to nothing: the judged parts of CP4, played lazily over the variants."""

import random
import re
import unicodedata
from functools import cache
from statistics import mean

import pytest

from autograder import truth
from autograder.keys import mark
from autograder.keys.answers import Lesson
from ntc.case import VARIANTS, load
from ntc.lesson import fields_of, shipped

MOST = 0.15
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


class Causes:
    """Lazy answers to the clues, by name: each gives the raw answer on one variant."""

    @staticmethod
    def one_everywhere(case):
        """Each pair of a cause and a table, everywhere; and each cause alone."""
        for cause in case.causes:
            yield {clue.id: {"cause": cause.id} for clue in case.clues}
            for source in case.clue_sources:
                yield {clue.id: {"cause": cause.id, "source": source.id} for clue in case.clues}

    @staticmethod
    def tables_alone(case):
        """Every table named by somebody who looked for no cause."""
        for source in case.clue_sources:
            yield {clue.id: {"source": source.id} for clue in case.clues}


@pytest.mark.parametrize("strategy", [Causes.one_everywhere, Causes.tables_alone])
def test_the_same_everywhere_pays_next_to_nothing_on_any_variant(strategy):
    for variant in ("00", "05", "11"):
        paid = [
            marked(variant, "cp4-causes", {"cp4-causes": raw}).fraction for raw in strategy(load(variant))
        ]
        assert max(paid) <= MOST


def lists(case):
    """Causes and tables in the order listed, in the alphabet's, or the shortest or longest first."""
    orders = (
        lambda row: 0,
        lambda row: plain(row.label),
        lambda row: len(row.label),
        lambda row: -len(row.label),
    )
    for order in orders:
        causes, sources = sorted(case.causes, key=order), sorted(case.clue_sources, key=order)
        yield {
            clue.id: {"cause": causes[rank % len(causes)].id, "source": sources[rank % len(sources)].id}
            for rank, clue in enumerate(case.clues)
        }


def test_any_listed_order_pays_next_to_nothing_over_the_variants():
    paid = [
        [marked(v, "cp4-causes", {"cp4-causes": raw}).fraction for raw in lists(load(v))] for v in VARIANTS
    ]
    assert max(map(mean, zip(*paid, strict=True))) <= MOST


def words(text):
    """Words of a text without their endings, so that « remises » and « remise » are one."""
    return {word[:6] for word in re.findall(r"\w{4,}", plain(text))}


def test_words_shared_with_the_clue_pay_little_over_the_variants():
    paid = []
    for variant in VARIANTS:
        case = load(variant)
        raw = {
            clue.id: {
                "cause": max(case.causes, key=lambda one: len(words(one.label) & words(clue.label))).id,
                "source": max(
                    case.clue_sources, key=lambda one: len(words(one.label) & words(clue.label))
                ).id,
            }
            for clue in case.clues
        }
        paid.append(marked(variant, "cp4-causes", {"cp4-causes": raw}).fraction)
    assert mean(paid) <= MOST


def test_chance_pays_next_to_nothing():
    case, draw = load("00"), random.Random(8)
    causes, sources = [row.id for row in case.causes], [row.id for row in case.clue_sources]
    paid = []
    for _ in range(DRAWS):
        raw = {clue.id: {"cause": draw.choice(causes), "source": draw.choice(sources)} for clue in case.clues}
        paid.append(marked("00", "cp4-causes", {"cp4-causes": raw}).fraction)
    assert mean(paid) <= MOST
