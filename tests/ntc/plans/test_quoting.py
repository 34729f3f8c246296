"""A quote being drawn up: its totals worked out by hand, and what the house refuses in it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ntc.instruments.quote_desk import SAMPLE
from ntc.plans.quoting import CGV, VISA, Article, Draft, Entered, Tariff

TARIFF = SAMPLE.tariff


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def lines(**kept):
    """Lines by id, « - » written « _ », each its quantity or its quantity and its discount."""
    found = {}
    for id, said in kept.items():
        qty, off = said if isinstance(said, tuple) else (said, 0)
        found[id.replace("_", "-")] = Entered(Decimal(qty), Decimal(str(off)))
    return found


def draft(conditions=("none", "whole", "30", 30), counterpart="", boxes=(), **kept):
    return Draft(lines(**kept), *conditions, counterpart, frozenset(boxes))


def refused(one, tariff=TARIFF):
    return [(refusal.rule, refusal.line) for refusal in tariff.refusals(one)]


def test_a_quote_is_added_up_as_the_house_does():
    """Or 3 %, then 4 % on the machine and the dryer, none on the start.

    15 800 × 0.97 × 0.96 = 14 712.96 · 4 150 × 0.97 × 0.96 = 3 864.48 · 520: net 19 097.44, with 15.80 of
    éco-contribution 19 113.24 HT; VAT 3 822.648 → 3 822.65; TTC 22 935.89. Costs 10 270 + 2 670 + 310 =
    13 250: margin 5 847.44, 30.62 % of the net. 30 % of TTC 6 880.767 → 6 880.77, 60 % 13 761.53, the rest.
    """
    told = TARIFF.totals(draft(("Or", "stages", "45eom", 30), M_22=(1, "0.04"), T_7=(1, "0.04"), S_1=1))
    assert told[:7] == tuple(
        map(Decimal, ("20470.00", "19097.44", "15.80", "19113.24", "3822.65", "22935.89", "5847.44"))
    )
    assert f"{told.margin_rate:.4f}" == "0.3062"
    assert told.instalments == tuple(map(Decimal, ("6880.77", "13761.53", "2293.59")))
    assert told.deposit == Decimal("6880.77")


def test_the_eco_fee_is_outside_the_base_of_the_discount():
    whole, less = (TARIFF.totals(draft(M_22=(2, off))) for off in (0, "0.05"))
    assert whole.eco_fee == less.eco_fee == Decimal("19.20")
    assert whole.ht - less.ht == Decimal("1580.00")


def test_a_contract_is_priced_by_the_most_powerful_machine_of_the_quote():
    """480 + 32 × 22 = 1 184; by 30 kW 1 440; alone it has no price."""
    assert [one.unit for one in TARIFF.priced(draft(M_22=1, C_1=1))][1] == 1184
    assert [one.unit for one in TARIFF.priced(draft(M_22=1, M_30=1, C_1=1))][2] == 1440
    assert TARIFF.totals(draft(C_1=1)) is None


@pytest.mark.parametrize("schedule", [None, "whole", "deposit"])
def test_a_deposit_is_told_once_the_schedule_is(schedule):
    told = TARIFF.totals(Draft(lines(T_7=1), schedule=schedule))
    # 4 156.20 HT, 4 987.44 TTC, 30 % of it 1 496.232.
    assert told.deposit == {None: None, "whole": 0, "deposit": Decimal("1496.23")}[schedule]


def test_what_cannot_be_read_is_left_out_of_the_totals():
    unread = Draft({"M-22": Entered(None), "T-7": Entered(Decimal(1), None), "S-1": Entered(Decimal(1))})
    assert [one.article.id for one in TARIFF.priced(unread)] == ["S-1"]
    assert TARIFF.totals(Draft()) is None


def test_an_article_that_is_not_there_cannot_be_quoted():
    with pytest.raises(KeyError, match="Z-9"):
        TARIFF.priced(draft(Z_9=1))


def test_an_article_is_there_once():
    with pytest.raises(ValueError, match="id of its own"):
        Tariff((*TARIFF.articles, TARIFF.articles[0]), TARIFF.terms)


WHOLE = {"counterpart": "deux références", "boxes": (CGV, VISA)}


@pytest.mark.parametrize(
    ("one", "found"),
    [
        # 8 % is what one may grant: 15 800 at 8 % leaves 4 266, 29.3 % of it.
        (draft(M_22=(1, "0.08"), **WHOLE), []),
        (draft(M_22=(1, "0.0801"), **WHOLE), [("R02", "M-22")]),
        # The tier counts: 2 % then 6.2 % are 8.076 %; 2 % then 6 % are 7.88 %.
        (draft(("Argent", "whole", "30", 30), M_22=(1, "0.062"), **WHOLE), [("R02", "M-22")]),
        (draft(("Argent", "whole", "30", 30), M_22=(1, "0.06"), **WHOLE), []),
        # A service has no tier: 3 % of the seller's own.
        (draft(("Or", "whole", "45eom", 30), S_1=(1, "0.03"), **WHOLE), []),
        (draft(S_1=(1, "0.031"), **WHOLE), [("R02", "S-1")]),
        # 19 900 at 8 %: 18 308, margin 4 408, 24.08 % above 24, below the 27 of the whole quote.
        (draft(("none", "stages", "30", 30), M_30=(1, "0.08"), **WHOLE), [("R03", "")]),
        # At 9 %: 18 109, 4 209, 23.24 %.
        (
            draft(("none", "stages", "30", 30), M_30=(1, "0.09"), **WHOLE),
            [("R02", "M-30"), ("R03", "M-30"), ("R03", "")],
        ),
        (draft(T_7=(1, "0.05"), boxes=(CGV, VISA)), [("R26", "")]),
        # 15 800 + 9.60 is above 15 000: in three; at 8 % below it: at once.
        (draft(M_22=1, **WHOLE), [("R07", "")]),
        (draft(("none", "stages", "30", 30), M_22=1, **WHOLE), []),
        (draft(("Or", "whole", "30", 30), T_7=1, **WHOLE), [("R07", "")]),
        (draft(("Or", "whole", "45eom", 30), T_7=1, **WHOLE), []),
        (draft(("Argent", "whole", "60", 30), T_7=1, **WHOLE), [("R07", "")]),
        (draft(("none", "whole", "30", 60), T_7=1, **WHOLE), [("R22", "")]),
        (draft(T_7=1, boxes=(VISA,)), [("R22", "")]),
        # 4 156.20 needs no second signature; 2 machines, 31 619.20, do.
        (draft(T_7=1, boxes=(CGV,)), []),
        (draft(("none", "stages", "30", 30), M_22=2, boxes=(CGV,)), [("R22", "")]),
        # What is joined is asked for once all is said.
        (draft((None, "whole", "30", 30), T_7=1), []),
        (draft(("none", None, None, None), T_7=1), []),
        (Draft(), []),
        (draft(), []),
    ],
)
def test_each_rule_of_the_house_is_told_where_it_is_broken(one, found):
    assert refused(one) == found


def test_a_first_order_pays_a_deposit_and_at_thirty_days_and_a_station_is_signed_for():
    first = Tariff(TARIFF.articles, replace(TARIFF.terms, first=True, station=True))
    assert refused(draft(("Or", "deposit", "30", 30), T_7=1, **WHOLE), first) == []
    assert refused(draft(("Or", "whole", "45eom", 30), T_7=1, **WHOLE), first) == [("R07", ""), ("R07", "")]
    assert refused(draft(("Or", "deposit", "30", 30), T_7=1, boxes=(CGV,)), first) == [("R22", "")]
    assert refused(draft(("none", "stages", "30", 30), M_22=1, **WHOLE), first) == []


def test_what_is_never_discounted_has_no_authority_and_what_is_exempt_no_floor():
    net = Article("R-1", "Requalification", Decimal(890), Decimal(880), None, Decimal(0), loyal=False)
    tariff = Tariff((*TARIFF.articles, net), TARIFF.terms)
    one = draft(("Or", "whole", "45eom", 30), T_7=2, R_1=1, **WHOLE)
    assert refused(one, tariff) == []
    assert refused(replace(one, lines=one.lines | lines(R_1=(1, "0.01"))), tariff) == [("R02", "R-1")]


def test_a_rule_is_named_in_words_with_the_figure_that_breaks_it():
    told = [plain(one.sentence) for one in TARIFF.refusals(draft(M_30=(1, "0.09")))]
    assert told == [
        "« Machine 30 kW » : 9 % de remise en tout, palier compris ; vous pouvez accorder 8 % au plus "
        "(règle R02).",
        "« Machine 30 kW » : 23,24 % de taux de marque, sous le plancher de 24 % (règle R03).",
        "Devis entier : 23,24 % de taux de marque, sous le plancher de 27 % (règle R03).",
        "Une remise se consent contre quelque chose : écrivez la contrepartie (règle R26).",
        "Échéancier à revoir pour 18 109 € HT (règle R07).",
        "Un devis part avec une pièce jointe qui n’y est pas encore (règle R22).",
    ]
