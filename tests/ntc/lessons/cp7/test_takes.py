"""The two takes that CP7 opens on: what they lead to, on every variant, and what the prose says of them."""

import csv
from decimal import Decimal

import pytest

from ntc.case import VARIANTS, load
from ntc.french import typeset
from ntc.instruments.bargaining.take import CLOSED
from ntc.lessons.cp7 import plans, takes
from ntc.lessons.prose import prose
from ntc.paths import TABLES


def rows(variant, name):
    with (TABLES / variant / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("variant", VARIANTS)
def test_neither_take_asks_anything_nor_has_the_order(variant):
    given, held = (takes.take(load(variant), script) for script in (takes.GIVE_IN, takes.HOLD))
    assert (given.end, held.end) == (CLOSED, CLOSED)
    assert given.known == held.known == set()
    assert (len(given.turns), len(held.turns) in (2, 4)) == (3, True)
    (deal,) = rows(variant, "deals")
    price, margin = Decimal(deal["price"]), Decimal(deal["price"]) - Decimal(deal["unit_cost"])
    assert margin - given.margin == Decimal("0.08") * price
    assert Decimal("0.228") <= (margin - given.margin) / margin <= Decimal("0.229")
    assert held.margin == margin


def test_the_talk_says_the_gap_that_she_says():
    for variant in VARIANTS:
        heard = next(row["text"] for row in rows(variant, "buyer_lines") if row["code"] == "ouverture")
        assert prose("cp7-negociation", load(variant))["prise-ecart"] in typeset(heard)


def test_the_figures_of_variant_00():
    told = prose("cp7-negociation", load("00"))
    # 15 800 − 10 270; 1 264 ÷ 5 530.
    assert told["prise-marge"] == "5\u202f530\u00a0€"
    assert told["prise-huit"] == "23\u00a0%"


def test_one_bets_before_each_line_and_hears_the_same_whatever_the_bet():
    script = plans.first_take(load("00"))
    assert len(script.lines) == 4
    for line in script.lines[:-1]:
        assert len({one.next for one in script.after(line.id)}) == 1
        assert len({script.costs[one.id] for one in script.after(line.id)}) == 1
        # What the seller says is read once, before the bets, and by no bet again.
        spoken = line.text.partition("(Le vendeur va répondre")[2]
        assert spoken.count("«") == 1
        assert not any("«" in one.text for one in script.after(line.id))
    assert "vendeur" not in script.lines[-1].text
    assert script.costs["a1"] == typeset(
        "Marge : 4\u202f898 €, soit 11,4 % de moins ; il reste 21\u00a0minutes."
    )
    assert script.costs["c3"] == typeset(
        "Marge : 4\u202f266 €, soit 22,9 % de moins ; il reste 17\u00a0minutes."
    )


@pytest.mark.parametrize("variant", VARIANTS)
def test_each_practice_meets_another_mood_and_none_is_the_buyer_s_own_code(variant):
    tables = [plans.buyer_table(load(variant), code) for code in ("B2", "B3", "B4")]
    assert len({one.traits.mood for one in tables}) == 3
    assert len({one.traits.mobile for one in tables}) == 3
    assert len({plans.buyer_title(code) for code in ("B2", "B3", "B4")}) == 3
