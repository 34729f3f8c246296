"""What cp5-hours asks: two lines and three openings counted, then what the rates of a line ask for."""

from collections.abc import Mapping

from autograder.keys.asked.nature import COUNT, Nature
from autograder.keys.asked.own import Own, by_part, figures, kept, read_at, within, worked_at
from autograder.keys.asked.question import Asked, Place, Way
from autograder.keys.cp5 import hours, hours_counted
from autograder.keys.cp5.hours_counted import CALLS, HUNDRED, INSIDE, MEETINGS, OUTSIDE, REACHED
from autograder.truth import Truth
from ntc.case import Case
from ntc.lessons.cp5 import plans

ROUNDINGS: Mapping[str, tuple[str, ...]] = {
    CALLS: (),
    REACHED: ("0.0001", "0.001"),
    MEETINGS: ("0.01", "0.1"),
}


@figures(hours.ID)
def asked(case: Case, truth: Truth) -> Own:
    """The calls of a line come of its own two rates, the days of these calls."""
    right = by_part(hours_counted.figures(case))
    found: dict[str, Asked] = {}
    cut, opening = hours.CUT / 3, hours.OPENING / 2

    def counted(field: str, row: str, column: str, weight: float) -> None:
        unit = "%" if column == REACHED else ""
        name, known = f"{row}-{column}", f"{row} {column}"
        nature = within(hours_counted.reach(case, known), *ROUNDINGS[column])
        to_the_end = Way(lambda: hours_counted.figures_to_the_end(case)[known])
        place = Place(field, row, column)
        found[name] = read_at(nature, place, right[name], also=(to_the_end,), unit=unit, weight=weight)

    for row in hours.LINES:
        for column in (CALLS, REACHED, MEETINGS):
            counted(hours.CUTS, row, column, cut)
    for row, _ in plans.openings():
        for column in (REACHED, MEETINGS):
            counted(hours.OPENINGS, row, column, opening)
    for row, part in hours.LINES.items():
        value = hours_counted.by_row(case, row)
        found[part] = worked_at(
            Nature(value * hours_counted.TWO_PER_CENT),
            Place(hours.NEEDED, part),
            lambda reached, meetings: hours_counted.needed(case, reached, meetings / HUNDRED),
            f"{row}-{REACHED}",
            f"{row}-{MEETINGS}",
            slips=lambda *_, row=row: hours_counted.needed_slips(case, row),
            weight=hours.WEIGHTS[part],
        )
    tenths = (round(hours_counted.days(*pair), 1) for pair in hours_counted.needed_pairs(case))
    found[hours.DAYS] = worked_at(
        COUNT,
        Place(hours.NEEDED, hours.DAYS),
        hours.saved,
        *(hours.LINES[row] for row in (INSIDE, OUTSIDE)),
        slips=lambda inside, outside: hours.days_slips(hours_counted.days(inside, outside)),
        also=tuple(Way(lambda days=days: days) for days in tenths),
        weight=hours.WEIGHTS[hours.DAYS],
    )
    return Own(found, kept(hours_counted.WHY, lambda ways: by_part(hours_counted.figures(case, ways))))
