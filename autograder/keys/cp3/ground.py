"""What the figures of CP3 rest on: the order that is followed, and its two dates."""

from autograder.keys.asked import AMOUNT, Given, Ground, ground
from autograder.truth import Truth
from ntc.case import Case
from ntc.lessons.cp3 import worked

# Conventions that one keeps all along: made again, they are one mistake.
KEPT = frozenset({"mc.vat-forgotten", "mc.due-eom", "trap.eco-forgotten", "trap.working-days"})


@ground("cp3")
def _(case: Case, truth: Truth) -> Ground:
    order, (followed,) = worked.running_order(case), case.follow_cases
    return Ground(
        {
            "billed": Given(order.net_ht + order.eco_fee, AMOUNT),
            "eco": Given(order.eco_fee),
            "delivered": Given(followed.delivery_on),
            "started": Given(followed.commissioning_on),
        },
        kept=KEPT,
    )
