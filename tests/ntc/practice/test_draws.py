"""Properties of every drill, over hundreds of draws."""

import random
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from ntc.calc.slips import Slip, made, near
from ntc.french import half_up, typeset
from ntc.practice import draw as drawing
from ntc.practice import drills
from ntc.practice.check import show, told

SEEDS = range(300)


@pytest.fixture(scope="module", params=drills.ids())
def draws(request):
    return [drawing.new(drills.find(request.param).draw, random.Random(seed)) for seed in SEEDS]


def test_every_mistake_stays_apart_from_the_right_answer(draws):
    for draw in draws:
        assert draw.slips
        for slip in draw.slips:
            assert not near(slip.value, draw.right, draw.tolerance)


def test_a_mistake_is_named_for_what_it_is(draws):
    for draw in draws:
        for slip in draw.slips:
            found = made(draw.slips, slip.value, draw.right, draw.tolerance)
            assert found is not None
            assert found.id == slip.id


def test_the_correction_ends_on_the_right_answer(draws):
    for draw in draws:
        shown = show(draw).split("\u00a0", 1)[1] if draw.unit == "date" else show(draw)
        figure = re.split("\u00a0", shown)[0].removesuffix(",00")
        assert figure in draw.steps[-1], (draw.steps[-1], shown)
        assert len(draw.steps) >= 3


def test_nothing_before_the_answer_gives_it_away(draws):
    for draw in draws:
        figure = show(draw)
        assert figure not in draw.statement
        assert figure not in draw.ask
        assert all(figure not in slip.message for slip in draw.slips)
        assert figure not in draw.hint


def test_a_rate_or_a_mean_rounded_to_a_tenth_is_right(draws):
    """No drill says how many decimals it wants, and the lessons ask for « une décimale au moins »."""
    for draw in draws:
        if draw.unit in ("%", "étoiles") and not draw.options:
            rounded = half_up(draw.right, 3 if draw.unit == "%" else 1)
            assert near(rounded, draw.right, draw.tolerance), (draw.ask, draw.right)


OPERATION = re.compile(r"\d\S*\s+[÷×]\s+\d|racine \d")


def test_a_first_wrong_answer_brings_no_ready_made_calculation(draws):
    """A hint, a second try, then the correction: to set the operation at once would leave nothing to try."""
    for draw in draws:
        for slip in draw.slips:
            first = f"{told(slip, last=False)} {draw.hint}"
            assert not OPERATION.search(first), first
            assert show(draw) not in first


def test_a_ready_made_calculation_is_seen():
    assert OPERATION.search("calculez 7\u202f800 ÷ 0,65.")
    assert OPERATION.search("prenez la racine 7e de 2")
    assert not OPERATION.search("divisez par le taux de marge")


SENTENCE = re.compile(r"^[A-ZÀÉ0-9−+«]")
WRONG_FRENCH = [
    re.compile(r"\b([Dd]e|[Ll]e|[Qq]ue|[Ll]a) [aeiouyéèêàâAEIOUÉ]"),
    re.compile(r"\b[Dd]e le[s]? |\bà le[s]? "),
    re.compile(r"  | [,.]|\.\.|\{|\}|\bNone\b|Decimal"),
    re.compile(r" [:;!?%€»]|« |'"),
    re.compile(r"\d\.\d|\d \d"),
    re.compile(r"\b1er? (?!°)[a-z]+s\b"),
]


def test_the_french_of_all_that_is_read(draws):
    for draw in draws:
        read = [draw.statement, draw.ask, draw.hint, *draw.steps, *(slip.message for slip in draw.slips)]
        for text in read:
            assert SENTENCE.match(text), text
            assert text.endswith((".", "\u202f?", ".\u00a0»")), text
            for wrong in WRONG_FRENCH:
                assert not wrong.search(text), (text, wrong.search(text))
        assert draw.ask.endswith("\u202f?")


def test_tables_are_set_in_french(draws):
    for draw in draws:
        if draw.table:
            cells = [cell for row in draw.table.rows for cell in row]
            for text in (draw.table.caption, *draw.table.head, *cells):
                assert text == typeset(text)


def test_figures_change_from_draw_to_draw(draws):
    assert len({(draw.statement, draw.ask, draw.table) for draw in draws}) > 0.9 * len(draws)


def test_tables_are_rectangular(draws):
    for draw in draws:
        if draw.table:
            assert {len(row) for row in draw.table.rows} == {len(draw.table.head)}


def test_the_same_seed_draws_the_same_question():
    kind = drills.find("date-saisonniere")
    assert drawing.new(kind.draw, random.Random(7)) == drawing.new(kind.draw, random.Random(7))


def test_a_draw_that_could_be_mistaken_is_drawn_again():
    calm = drawing.new(drills.find("marge-ou-marque").draw, random.Random(1))
    confusing = replace(calm, right=calm.slips[0].value + Decimal("0.0001"))
    offered = iter([confusing, confusing, calm])
    assert drawing.new(lambda _: next(offered), random.Random(1)) == calm


def test_the_right_answer_and_the_mistakes_keep_twice_the_tolerance_apart():
    near_right = [Slip("mc.pct-sum", Decimal(12), "…")]
    assert not drawing.is_clear(Decimal(10), near_right, 1)
    assert drawing.is_clear(Decimal("9.9"), near_right, 1)


def test_two_mistakes_keep_apart_unless_they_are_the_same():
    twins = [Slip("mc.pct-sum", Decimal(20), "…"), Slip("mc.pct-base", Decimal(28), "…")]
    assert not drawing.is_clear(Decimal(0), twins, 4)
    assert drawing.is_clear(Decimal(0), [twins[0], replace(twins[1], value=Decimal("28.1"))], 4)
    assert drawing.is_clear(Decimal(0), [twins[0], replace(twins[0], value=Decimal(21))], 4)
