"""What the figures of CP7 rest on: the deal to negotiate, the rules of discounts and floors."""

from decimal import Decimal

from autograder.keys.asked import Given, Ground, ground
from autograder.truth import Truth
from ntc.case import Case


@ground("cp7")
def _(case: Case, truth: Truth) -> Ground:
    (deal,) = case.deals
    return Ground(
        {
            "price": Given(deal.price),
            "unit-cost": Given(deal.unit_cost),
            "rival-price": Given(deal.rival_price),
            "missing-cost": Given(deal.missing_cost),
            "floor-rate": Given(Decimal(str(case.policy["margin_floor"]["compresseurs"]))),
            "own-discount": Given(Decimal(str(case.policy["discount_authority"]["equipment"]["seller"]))),
        }
    )
