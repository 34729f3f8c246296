"""cp6-quote: its figures in SQL, from the files; honest quotes, carried sizings, lazy quotes."""

import csv
import sqlite3
from decimal import Decimal
from fractions import Fraction

import pytest

from autograder import truth
from autograder.keys.cp6 import quote, quote_built
from autograder.keys.cp6.quote_built import Own
from ntc.case import VARIANTS, load
from ntc.paths import TABLES
from ntc.plans.quoting import NO_TIER, Draft, Entered

CASE, TRUTH = load("00"), truth.load("00")


@pytest.fixture(scope="module")
def sql():
    """The tables of variant 00 in SQLite, values as the text of the files; cents() makes amounts whole."""
    db = sqlite3.connect(":memory:")
    db.create_function("cents", 1, lambda text: int(text.replace(".", "")), deterministic=True)
    for name in ("products", "installed_base", "workshop", "competitor_offers"):
        with (TABLES / "00" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        db.execute(f"create table {name} ({', '.join(f'''{column!r}''' for column in head)})")
        db.executemany(f"insert into {name} values ({', '.join('?' * len(head))})", rows)
    yield lambda query: db.execute(query).fetchall()
    db.close()


def test_the_draft_put_right_and_its_deposit(sql):
    draft = "('GV-30', 'SF-40', 'CU-2000', 'MES-1')"
    ((ht,),) = sql(f"select sum(cents(price) + cents(eco_fee)) from products where sku in {draft}")
    assert quote.draft_ht(CASE) * 100 == ht
    # 30 % of the TTC at 20 %: 36 % of the HT.
    assert abs(Fraction(quote.deposit(CASE, quote.draft_ht(CASE))) * 100 - Fraction(ht) * 36 / 100) <= 1


def test_two_vessels_and_the_old_dryer(sql):
    account = "account_id in (select account_id from workshop)"
    ((old, charge),) = sql(
        "select max(case kind when 'cuve' then vessel_l * pressure_bar end), "
        f"max(case kind when 'sécheur' then charge_kg end) from installed_base where {account}"
    )
    assert quote.vessels(CASE) == {"old-vessel": old, "draft-vessel": 2000 * 11}
    assert quote.tonnes(CASE) == Decimal(charge) * Decimal("3.922")


def test_the_price_index(sql):
    """Two offers written and valid on the day: those that expired or leave the dryer out are not kept."""
    rows = sql(
        "select cents(price) from competitor_offers where comparable = 'GVV-22' and valid_to >= '2026-01-29'"
    )
    ((ours,),) = sql("select cents(price) from products where sku = 'GVV-22'")
    assert len(rows) == 2
    right = 100 * Fraction(ours) * 2 / sum(price for (price,) in rows)
    assert abs(Fraction(quote.index(CASE, quote.offers(CASE, TRUTH))) - right) < Fraction(1, 1000)


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_right_quote_stays_in_the_envelope_and_breaks_no_rule(variant):
    case = load(variant)
    draft = quote_built.right_draft(case)
    totals = quote_built.quoted.desk(case).tariff.totals(draft)
    assert quote_built.judge(case, draft).fraction == 1
    assert Decimal(26_000) < totals.ht < quote_built.survey.fact(case, "enveloppe-haute")
    assert Decimal("5.49") <= quote.tonnes(case) <= Decimal("6.67")
    assert Decimal("21726.60") <= quote.draft_ht(case) <= Decimal("23415.60")
    assert Decimal("7821.58") <= quote.deposit(case, quote.draft_ht(case)) <= Decimal("8429.62")


def drafted(case, lines, **said):
    right = quote_built.right_draft(case)
    terms = {
        "tier": NO_TIER, "schedule": right.schedule, "due": right.due, "validity": 30, "boxes": right.boxes,
    }  # fmt: skip
    return Draft({sku: Entered(Decimal(qty)) for sku, qty in lines.items()}, **(terms | said))


def swapped(case, **pairs):
    lines = dict(quote_built.right_lines(case))
    for old, new in pairs.items():
        qty = lines.pop(old.replace("_", "-"))
        if new:
            lines[new] = qty
    return lines


# What a director of the trade might sign: each loses one need at most, and what the envelope was kept for.
HONEST = {
    "fixed speed": {"GVV_22": "GV-22"},
    "the air unit": {"TOU_40": "CV-60"},
    "a large filter at the booth": {"FH_40": "FH-70"},
    "a filter at the machine's flow": {"FP_70": "FP-40"},
    "a large separator": {"SEP_40": "SEP-70"},
    "the old vessel requalified": {"CU_900": "REQ-1"},
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_an_honest_quote_loses_one_need_at_most(variant):
    case = load(variant)
    right = quote_built.right_lines(case)
    quotes = {name: swapped(case, **pairs) for name, pairs in HONEST.items()}
    quotes |= {f"{sku} beside": right | {sku: 1} for sku in ("TEL-1", "FOR-1", "CTR-SE", "PUR-1")}
    found = {name: quote_built.judge(case, drafted(case, lines)).fraction for name, lines in quotes.items()}
    assert {name: share for name, share in found.items() if share < 0.88} == {}


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_nobody_thought_about_earns_next_to_nothing(variant):
    """Of fourteen points: nothing, the whole catalogue, the draft, the machine with its treatment alone."""
    case = load(variant)
    every = {one.id: 1 for one in quote_built.quoted.desk(case).tariff.articles}
    lazy = [every, dict.fromkeys(quote_built.quoted.DRAFT, 1), {"MES-1": 1}, {"GVV-22": 1}]
    assert all(quote_built.judge(case, drafted(case, lines)).fraction * 6 / 14 < 0.15 for lines in lazy)


def test_a_sizing_of_one_s_own_is_followed():
    """Who sized on today's workshop, or on leaks, was told so at page 5: the quote that follows is whole."""
    small = swapped(CASE, GVV_22="GV-15")
    draft = drafted(CASE, small)
    assert quote_built.judge(CASE, draft).fraction == 0
    carried = quote_built.judge(CASE, draft, Own(Decimal("2.31"), "GV-15", "SF-40", "CU-500"))
    assert (carried.needs["machine"], carried.carried) == (1, True)
    plated = quote_built.judge(CASE, drafted(CASE, swapped(CASE, SF_70="SF-40")), Own(dryer="SF-40"))
    assert (plated.fraction, plated.carried) == (1, True)
    # A thirty of one's own, with the dryer that it needs, cannot stay in the envelope.
    leaking = drafted(CASE, swapped(CASE, GVV_22="GV-30", SF_70="SF-110", FP_70="FP-70", SEP_40="SEP-70"))
    judged = quote_built.judge(CASE, leaking, Own(Decimal("3.95"), "GV-30", "SF-110", "CU-900"))
    assert (judged.fraction, judged.carried) == (1, True)
    assert quote_built.judge(CASE, leaking).fraction < 0.9
    # What makes no sense is not followed.
    assert quote_built.judge(CASE, draft, Own(Decimal("0.2"), "GV-07")).fraction == 0


def test_what_is_not_served_is_told_and_never_by_which_article():
    articles = [one.id for one in quote_built.quoted.desk(CASE).tariff.articles]
    for lines in ({"GVV-22": 1}, {"GV-15": 1}, quote_built.right_lines(CASE)):
        draft = drafted(CASE, lines, tier="Argent")
        told = quote_built.told(quote_built.judge(CASE, draft), draft)
        assert told
        assert not [sku for sku in articles if sku in told]
