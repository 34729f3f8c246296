"""What cp3-gesture asks: what may be engaged, the warranty, the gestures chosen, the sales they take."""

from dataclasses import replace
from decimal import Decimal

from autograder.keys.asked.nature import CHOICE
from autograder.keys.asked.own import Own, figures, read_at, within, worked_at
from autograder.keys.asked.question import Place, Reading
from autograder.keys.cp3 import gesture
from autograder.keys.traps import trap
from autograder.truth import Truth
from ntc.calc import slips
from ntc.case import Case

CAP, VALUE, COST, CHOSEN, SALES = "cap", "warranty-value", "warranty-cost", "choice", "sales-needed"


@figures(gesture.ID)
def asked(case: Case, truth: Truth) -> Own:
    """The gestures are the cheapest that hold on one's own figures, the sales are those of these gestures."""
    right, rate, code = gesture.menu(case, truth), gesture.rate(case), gesture.warranty(truth)
    value, cost, weight = right.value[code], right.cost[code], gesture.WEIGHTS
    euros = within(gesture.EURO, "0.01", "1")

    def own(cap: Decimal, worth: Decimal, paid: Decimal) -> gesture.Menu:
        return replace(right, cap=cap, value={**right.value, code: worth}, cost={**right.cost, code: paid})

    def chosen(cap: Decimal, worth: Decimal, paid: Decimal) -> tuple[str, ...]:
        """The cheapest choice; ValueError where none holds."""
        holding = own(cap, worth, paid).cheapest()
        if not holding:
            raise ValueError("nothing repairs within the cap")
        return tuple(sorted(holding[0]))

    def turned(other: Decimal) -> slips.Slip:
        return trap("warranty-turned", other, gesture.TURNED)

    return Own(
        {
            CAP: read_at(
                euros,
                Place(gesture.ID, CAP),
                right.cap,
                *(each for each in gesture.cap_slips(case) if abs(each.value - right.cap) > gesture.EURO),
                weight=weight[CAP],
            ),
            VALUE: read_at(euros, Place(gesture.ID, VALUE), value, turned(cost), weight=weight[VALUE]),
            COST: read_at(euros, Place(gesture.ID, COST), cost, turned(value), weight=weight[COST]),
            CHOSEN: worked_at(CHOICE, Place(gesture.CHOICE), chosen, CAP, VALUE, COST, weight=weight[CHOSEN]),
            SALES: worked_at(
                within(gesture.SALES, "0.01", "1"),
                Place(gesture.ID, SALES),
                lambda gestures, paid: own(right.cap, value, paid).paid(gestures) / rate,
                CHOSEN,
                COST,
                slips=lambda gestures, paid: [
                    *slips.sales_to_recover(own(right.cap, value, paid).paid(gestures), rate),
                    trap("value-for-cost", right.worth(gestures) / rate, gesture.AT_VALUE),
                ],
                weight=weight[SALES],
            ),
        },
        [Reading("trap.warranty-turned", gesture.TURNED, {VALUE: cost, COST: value})],
    )
