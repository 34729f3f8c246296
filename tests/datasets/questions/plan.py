"""CP2: the objective split (F46 and the season), and what the tour costs (F80)."""

from collections.abc import Iterator
from decimal import Decimal

from autograder.truth import Truth
from ntc.calc import activity, percent, slips, travel
from ntc.case import Case, measures
from tests.datasets.questions.question import COUNT, EURO, HUNDREDTH, POINT, Question, ask, lure

FAMILIES = ("compresseurs", "traitement", "ventilation", "services", "pièces")
FEW = "a count of some dozens"
AS_LONG = "two tours may be as long, to a tenth of a kilometre"
MINUTE = 1


def questions(case: Case, truth: Truth) -> Iterator[Question]:
    yield from split(case)
    yield from funnel(case)
    yield from tour(case, truth)


def split(case: Case) -> Iterator[Question]:
    name, objective = "cp2-goals", case.company.objective_2026
    before, sales = case.company.objective_2025, measures.sales(case, 2025)
    yield ask(
        name,
        "growth wanted",
        percent.growth(sales, objective),
        POINT,
        [*slips.growth(sales, objective), lure("from the objective", percent.growth(before, objective))],
        spread=3,
    )
    season = measures.season(case)
    for number, start in enumerate(range(0, 12, 3), start=1):
        amount = objective * sum(season[start : start + 3]) / 12
        yield ask(
            name,
            f"quarter {number}",
            amount,
            EURO,
            [lure("equal quarters", objective / 4), lure("season of the sales", amount / objective * sales)],
            spread=Decimal("1.5"),
        )
    sold = {family.name: family.sales for family in measures.families(case, 2025)}
    for family in FAMILIES:
        share = percent.share(sold[family], sales)
        yield ask(
            name,
            f"family {family}",
            objective * share,
            EURO,
            [lure("equal families", objective / 5), lure("share of the former objective", before * share)],
            spread=Decimal("1.7"),
        )


def funnel(case: Case) -> Iterator[Question]:
    """Clients wanted, back to quotes, meetings and contacts, at the rates of the campaigns."""
    leads, meetings, quotes = (
        sum(getattr(row, column) for row in case.campaigns) for column in ("leads", "meetings", "quotes")
    )
    won, made, won_value, made_value = measures.quotes(case, 2025)
    wanted = case.company.new_clients_2026
    rates = [Decimal(won) / made, Decimal(quotes) / meetings, Decimal(meetings) / leads]
    by_value = [won_value / made_value, *rates[1:]]
    right, mixed = activity.funnel_back(wanted, rates), activity.funnel_back(wanted, by_value)
    for stage, needed, wrong in zip(("quotes", "meetings", "contacts"), right, mixed, strict=True):
        yield ask(
            "cp2-goals",
            f"funnel {stage}",
            needed,
            COUNT,
            [lure("rate in value", wrong)],
            shared=FEW,
            spread=3,
        )


def tour(case: Case, truth: Truth) -> Iterator[Question]:
    (vehicle,), litre = case.vehicles, case.policy["co2"]["litre"]
    for name in ("cp2-tour", "cp5-tour"):
        best = next(row for row in truth.tour_plans if row.tour_id == name)
        spent = travel.tour(best.km, vehicle.litres_100km, litre)
        yield ask(name, "km", best.km, HUNDREDTH, shared=AS_LONG, spread=Decimal("1.4"))
        yield ask(name, "driving", best.driving_minutes, MINUTE, shared=AS_LONG, spread=Decimal("1.4"))
        back = best.back.hour * 60 + best.back.minute
        yield ask(name, "hour of return", back, MINUTE, shared=AS_LONG)
        yield ask(
            name, "litres", spent.litres, HUNDREDTH, [lure("of 100 km", vehicle.litres_100km)], shared=AS_LONG
        )
        yield ask(
            name,
            "fuel",
            spent.cost,
            HUNDREDTH,
            [lure("full cost", best.km * case.policy["co2"]["cost_km"]), lure("litres", spent.litres)],
            shared=AS_LONG,
        )
        co2 = slips.tour_co2(best.km, vehicle.litres_100km)
        yield ask(name, "CO2", spent.co2, HUNDREDTH * 5, co2, shared=AS_LONG)
        if name == "cp5-tour":
            yield ask(name, "potential per km", best.potential / best.km, EURO, spread=9)
