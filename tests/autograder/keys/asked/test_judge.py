"""Marking the figures of a lesson together, on a small one: right, carried, named, or nonsense."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.keys.answers import Lesson
from autograder.keys.asked import (
    AMOUNT,
    COUNT,
    DATE,
    RATE,
    SALES,
    Between,
    Given,
    Ground,
    Place,
    Reading,
    Way,
    asked,
)
from autograder.keys.asked.graph import Graph
from autograder.keys.asked.judge import judge
from autograder.keys.asked.nature import PRICE
from autograder.keys.asked.say import show
from ntc.calc.slips import Slip
from ntc.exercises import Part
from ntc.fields.dates import parse_date
from ntc.fields.numbers import parse_number

D = Decimal
UNITS = {
    "sales": "€ HT",
    "rate": "%",
    "threshold": "€ HT",
    "target": "€ HT",
    "half": "date",
    "before": "%",
    "like": "%",
    "orders": "commandes",
    "volume": "€",
}


class Typed:
    """A field of one figure, in the unit of its question."""

    def __init__(self, unit):
        self.unit = unit

    def parse(self, raw):
        text = raw or ""
        return parse_date(text) if self.unit == "date" else parse_number(text, self.unit)


def question(name, nature, formula, *sources, **more):
    return asked(
        nature,
        formula,
        *sources,
        part=Part(name, f"La question {name}", UNITS[name]),
        place=Place(name),
        **more,
    )


def wrong_rate(rate, value):
    return [Slip("mc.be-margin", D("0.35"), "C’est le taux d’un seul produit.")]


# A CA of 2 400 000 with 1 632 000 of costs: 32 %; 604 800 ÷ 0.32 = 1 890 000, 804 800 ÷ 0.32 = 2 515 000.
GRAPH = Graph(
    {
        "x.sales": question("sales", SALES, lambda sales: sales, "sales", method="Additionnez."),
        "x.rate": question(
            "rate",
            RATE,
            lambda sales, costs: (sales - costs) / sales,
            "x.sales",
            "costs",
            slips=wrong_rate,
            method="Marge ÷ CA.",
        ),
        "x.threshold": question(
            "threshold",
            SALES,
            lambda fixed, rate: fixed / rate,
            "fixed",
            "x.rate",
            slips=lambda fixed, rate: [
                Slip("mc.be-ca-fixed", fixed / (1 - rate), "Divisez par le taux de MCV.")
            ],
            method="Charges fixes ÷ taux.",
        ),
        "x.target": question(
            "target",
            SALES,
            lambda fixed, rate: (fixed + 200_000) / rate,
            "fixed",
            "x.rate",
            slips=lambda fixed, rate: [
                Slip("mc.be-ca-fixed", (fixed + 200_000) / (1 - rate), "Divisez par le taux de MCV.")
            ],
        ),
        "x.half": question(
            "half",
            DATE,
            lambda threshold: date.fromordinal(date(2025, 1, 1).toordinal() + int(threshold / 10_000)),
            "x.threshold",
        ),
        "x.before": question("before", RATE, lambda now, then: now / then - 1, "x.sales", "then"),
        "x.like": question("like", RATE, lambda now, then: now / (then - 112_000) - 1, "x.sales", "then"),
        "x.orders": question("orders", COUNT, lambda orders: orders, "orders"),
        "x.volume": question("volume", AMOUNT, lambda mean: 15 * mean, "mean"),
    },
    Ground(
        {
            "sales": Given(D(2_400_000)),
            "costs": Given(D(1_632_000), AMOUNT),
            "fixed": Given(D(604_800), AMOUNT),
            "then": Given(D(2_280_000), AMOUNT),
            "orders": Given(D(725), COUNT),
            "total": Given(D("742983.7"), AMOUNT),
        },
        {"mean": Between(PRICE, Way(lambda total: total / 150, ("total",)))},
        [
            Reading("trap.T02", "Annulées comptées.", {"sales": D(2_500_000), "orders": D(751)}),
            Reading("trap.T05", "C’est du TTC.", {"sales": D(2_880_000)}),
        ],
        frozenset({"mc.be-ca-fixed"}),
    ),
)


def marks(**typed):
    fields = {"x": {name: Typed(unit) for name, unit in UNITS.items()}}
    found = judge(GRAPH, Lesson.read(fields, typed))
    return {name.removeprefix("x."): mark for name, mark in found.items()}


def told(name, **typed):
    mark = marks(**typed)[name]
    return mark.fraction, mark.slip, mark.message.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("text", ["1890000", "1 890 001", "1 889 999,00", "1 890 k€", "1 890 000,4"])
def test_a_figure_within_the_tolerance_is_right(text):
    mark = marks(threshold=text)["threshold"]
    assert (mark.verdict, mark.fraction, mark.slip, mark.message) == ("right", 1.0, None, "Exact.")
    assert mark.expected == "1\u202f890\u202f000,00\u00a0€\u00a0HT"
    assert not mark.carried


def test_a_classic_mistake_is_named_with_the_figure_given():
    # 604 800 ÷ 0.68
    assert told("threshold", threshold="889 412") == (
        0.0,
        "mc.be-ca-fixed",
        "Vous trouvez 889 412,00 € HT. Divisez par le taux de MCV.",
    )


def test_a_right_method_on_an_earlier_wrong_figure_earns_the_points_and_is_told():
    # 604 800 ÷ 0.30 and 804 800 ÷ 0.30
    found = marks(rate="30 %", threshold="2 016 000", target="2 682 666,67", half="21/07/2025")
    assert [found[name].fraction for name in ("rate", "threshold", "target", "half")] == [0, 1, 1, 1]
    assert [found[name].carried for name in ("rate", "threshold", "target", "half")] == [
        False,
        True,
        True,
        True,
    ]
    said = (
        "Calcul juste à partir de votre réponse à « La question rate » : l’erreur n’est comptée qu’une fois."
    )
    assert told("threshold", rate="30 %", threshold="2 016 000")[2] == said


def test_a_named_mistake_is_carried_whole_and_rounded():
    # 604 800 ÷ 0.68 = 889 411.76 typed to the euro; the date builds on either.
    found = marks(threshold="889 412", half="30/03/2025")
    assert (found["threshold"].slip, found["half"].fraction) == ("mc.be-ca-fixed", 1.0)


@pytest.mark.parametrize(
    ("rate", "threshold", "fraction"),
    [
        # two decimals typed: 604 800 ÷ 0.3402 = 1 777 777.78, with all of them (0.340211) 1 777 720.18
        ("34,02 %", "1 777 777,78", 1),
        ("34,02 %", "1 777 720,18", 1),
        ("34,02 %", "1 780 000", 0),
        # « 34 % » leaves open a twentieth of a point, as the lesson's rounding does, not half a point
        ("34 %", "1 777 720,18", 1),
        ("34 %", "1 757 000", 0),
    ],
)
def test_coarse_typing_never_opens_more_than_the_rounding_that_is_invited(rate, threshold, fraction):
    assert marks(rate=rate, threshold=threshold)["threshold"].fraction == fraction


@pytest.mark.parametrize("rate", ["0,001 %", "100 %", "0 %", "-32 %", "70 %"])
def test_nonsense_carries_nothing(rate):
    own = parse_number(rate, "%").value
    threshold = f"{604_800 / own:.2f}".replace(".", ",") if own else "0"
    assert marks(rate=rate, threshold=threshold)["threshold"].fraction == 0


def test_what_is_left_blank_is_worked_out_in_passing():
    # No rate: 604 800 ÷ ((2 500 000 − 1 632 000) ÷ 2 500 000) from one's own CA
    found = marks(sales="2 500 000", threshold="1 741 935,48")
    assert (found["sales"].slip, found["rate"].verdict, found["threshold"].fraction) == (
        "trap.T02",
        "blank",
        1,
    )


def test_a_reading_met_again_is_counted_once_and_said_kindly():
    found = marks(sales="2 500 000", orders="751")
    assert [found[name].fraction for name in ("sales", "orders")] == [0, 1]
    assert "même lecture que plus haut" in found["orders"].message
    assert [found[name].slip for name in ("sales", "orders")] == ["trap.T02", None]
    assert [found[name].carried for name in ("sales", "orders")] == [False, True]
    # Met for the first time in the last question, it is counted there.
    assert marks(sales="2 400 000", orders="751")["orders"].slip == "trap.T02"


def test_a_convention_kept_all_along_is_counted_once_and_a_method_each_time():
    # 604 800 ÷ 0.68 and 804 800 ÷ 0.68
    found = marks(threshold="889 411,76", target="1 183 529,41")
    assert [found[name].fraction for name in ("threshold", "target")] == [0, 1]
    assert "Même erreur" in found["target"].message


def test_a_measure_misread_in_the_tables_is_counted_once():
    # 2 182 000 read for 2 280 000: 2 400 000 ÷ 2 182 000 − 1 = 9.99 %, ÷ 2 070 000 15.94 %
    found = marks(before="9,99 %", like="15,94 %")
    assert [found[name].fraction for name in ("before", "like")] == [0, 1]
    assert "Même erreur que plus haut" in found["like"].message
    # Two figures that no one misreading explains stay wrong.
    assert marks(before="9,99 %", like="18 %")["like"].fraction == 0


@pytest.mark.parametrize("text", ["74 298,37", "74 298", "74 298,30", "74 295"])
def test_a_mean_rounded_to_the_cent_or_to_the_euro_is_no_mistake(text):
    # 742 983.7 ÷ 150 = 4 953.2247: 15 × 4 953.22 = 74 298.30, 15 × 4 953 = 74 295
    assert marks(volume=text)["volume"].fraction == 1
    assert marks(volume="74 310")["volume"].fraction == 0


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("1 890 100", "ce n’est pas la valeur attendue"),
        ("0", "ce n’est pas la valeur attendue"),
        ("2", "ce n’est pas la valeur attendue"),
        ("1890", "l’ordre de grandeur"),
        ("-1890000", "vérifiez le signe"),
        ("1 000 001", "ce n’est pas la valeur attendue"),
        ("1 900 000", "trop arrondi"),
        ("1,9 M€", "donnez au moins le millier d’euros"),
    ],
)
def test_an_unexplained_figure_gets_a_remark_but_not_the_right_figure(text, remark):
    mark = marks(threshold=text)["threshold"]
    assert (mark.verdict, mark.fraction, mark.slip) == ("wrong", 0.0, None)
    assert remark in mark.message
    assert "890\u202f000,00" not in mark.message.replace(mark.given, "")


@pytest.mark.parametrize("given", ["2 682 666", "2 682 600"])
def test_only_the_right_figure_cut_short_is_very_near_and_no_other_figure_of_the_lesson(given):
    # 804 800 ÷ 0.30 = 2 682 666.67; 2 682 800 is as near and is no cut of it
    def said(text, **others):
        target = question("target", AMOUNT, lambda sales: D("2682666.67"), "sales")
        graph = Graph({"x.target": target}, Ground({"sales": Given(D(1)), **others}))
        fields = {"x": {"target": Typed("€ HT")}}
        return judge(graph, Lesson.read(fields, {"target": text}))["x.target"]

    other = Given(parse_number("2 682 600", "€").value, AMOUNT)
    assert ("sans couper" in said(given).message) == (said(given).fraction == 0)
    assert "tout près" not in said("2 682 600", other=other).message
    assert "tout près" not in said("2 682 800").message


def test_two_right_answers_in_each_other_s_place_are_told_so_and_counted_once():
    # 2 400 000 ÷ 2 280 000 − 1 = 5.26 %, ÷ 2 168 000 − 1 = 10.70 %
    found = marks(before="10,70 %", like="5,26 %")
    assert [found[name].fraction for name in ("before", "like")] == [0, 1]
    assert found["before"].slip == "trap.swapped"
    assert "Interverti avec « La question like »" in found["before"].message.replace("\u00a0", " ")
    assert "interverti" in found["like"].message.casefold()
    # Right at its own place, an answer was not swapped.
    assert marks(before="5,26 %", like="5,26 %")["like"].fraction == 0


def test_a_rate_rounded_too_far_on_the_way_is_told_so_and_counted_once():
    # 742 983.7 ÷ 150 = 4 953.22, to the ten 4 950: 15 × 4 950 = 74 250
    assert "trop arrondi un résultat intermédiaire" in told("volume", volume="74 250")[2]


def test_a_mistake_in_a_rate_is_named_only_at_the_precision_of_a_right_answer():
    def slip(text):
        rate = question("rate", RATE, lambda: D("0.95"), slips=lambda: [Slip("a", D("0.8904"), "A.")])
        found = judge(
            Graph({"x.rate": rate}, Ground({})), Lesson.read({"x": {"rate": Typed("%")}}, {"rate": text})
        )
        return found["x.rate"].slip

    assert [slip(text) for text in ("89,04 %", "89,0 %", "89 %")] == ["a", "a", None]


def test_two_mistakes_that_cannot_be_told_apart_are_not_named():
    twins = Graph(
        {
            "x.sales": question(
                "sales", SALES, lambda: D(100), slips=lambda: [Slip("a", D(50), "A."), Slip("b", D(50), "B.")]
            )
        },
        Ground({}),
    )
    fields = {"x": {"sales": Typed("€ HT")}}
    mark = judge(twins, Lesson.read(fields, {"sales": "50"}))["x.sales"]
    assert (mark.fraction, mark.slip) == (0, None)


def test_a_date_of_several_mistakes_is_told_as_a_date():
    right, wrong = date(2025, 7, 9), date(2025, 8, 20)
    slips = [Slip("a", wrong, "A."), Slip("b", wrong, "B.")]
    twins = Graph({"x.half": question("half", DATE, lambda: right, slips=lambda: slips)}, Ground({}))
    mark = judge(twins, Lesson.read({"x": {"half": Typed("date")}}, {"half": "20/08/2025"}))["x.half"]
    assert (mark.fraction, mark.slip) == (0, None)
    assert "pas la date attendue" in mark.message


def test_a_date_is_marked_within_a_day():
    days = {day: marks(half=f"{day:02d}/07/2025")["half"].fraction for day in range(7, 12)}
    assert days == {7: 0, 8: 1, 9: 1, 10: 1, 11: 0}
    said = {day: told("half", half=f"{day:02d}/07/2025")[2] for day in (8, 9, 10)}
    assert {day: "à un jour près" in text for day, text in said.items()} == {8: True, 9: False, 10: True}
    assert "pas la date attendue" in marks(half="01/03/2025")["half"].message


def test_blank_and_unreadable_stay_apart():
    found = marks(threshold="beaucoup")
    assert (found["sales"].verdict, found["sales"].given) == ("blank", "")
    odd = found["threshold"]
    assert (odd.verdict, odd.fraction, odd.given) == ("unreadable", 0.0, "beaucoup")
    assert "beaucoup" in odd.message


@given(st.decimals("-3000000", "3000000", places=2))
def test_a_figure_earns_all_or_nothing_and_all_only_within_a_tolerance(value):
    mark = marks(threshold=f"{value:f}".replace(".", ","))["threshold"]
    assert mark.fraction == float(abs(value - 1_890_000) <= 1)
    assert mark.message
    assert mark.slip is None or mark.fraction == 0


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (D("0.32"), "%", "32,00\u00a0%"),
        (D("1890000"), "€", "1\u202f890\u202f000,00\u00a0€"),
        (D("54.037"), "jours", "54,04\u00a0jours"),
        (D(1), "visites", "1\u00a0visite"),
        (D(527), "visites", "527\u00a0visites"),
        (D("4.7"), "", "4,7"),
        (D("3349.8"), "L/min", "3\u202f349,8\u00a0L/min"),
        (D("652"), "L", "652\u00a0L"),
        (D("2.4"), "ans", "2,4\u00a0ans"),
        (D("1E+3"), "", "1\u202f000"),
        (date(2025, 10, 7), "date", "07/10/2025"),
    ],
)
def test_a_figure_is_shown_with_the_unit_of_its_question(value, unit, text):
    assert show(value, unit) == text
