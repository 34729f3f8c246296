"""Exercise cp3-follow: an order under way, followed from its acknowledgement to its last payment (R28)."""

from datetime import date

from generator.core import workdays
from generator.core.dates import STORY_DATE
from generator.core.rules import policy
from generator.core.stream import Stream
from generator.core.world import Row, World

# Working days from the story to the delivery, and from it to the putting into service.
_DELIVERY, _SERVICE = (9, 36), (2, 4)
_TERMS = "45 j fin de mois"
_ATTEMPTS = 400


def build(world: World) -> None:
    """Add the table follow_cases. Raises ValueError when no order is paid in stages at the end of a month."""
    stream = world.stream("follow_cases")
    terms = {row["client_id"]: row["terms"] for row in world["clients"]}
    able = [
        row
        for row in world["orders"]
        if row["status"] == "en cours"
        and row["net_ht"] > policy()["terms"]["stages_above"]
        and terms[row["client_id"]] == _TERMS
    ]
    if not able:
        raise ValueError("no order under way is paid in stages at the end of a month")
    world.add("follow_cases", [_case(stream.pick(able), stream)])


def _case(order: Row, stream: Stream) -> dict:
    """Draw the two dates in one month and the next: each invoice falls due at another end of month.

    Raises ValueError when no draw does.
    """
    for _ in range(_ATTEMPTS):
        delivery = workdays.after(STORY_DATE, stream.between(*_DELIVERY))
        service = workdays.after(delivery, stream.between(*_SERVICE))
        if service.month == delivery.month + 1 and _plain(delivery) and _plain(service):
            return {
                "order_id": order["order_id"],
                "delivery_on": delivery,
                "commissioning_on": service,
            }
    raise ValueError("no draw of the dates falls on either side of an end of month")


def _plain(day: date) -> bool:
    """Tell whether a machine may be delivered or started that day: no Monday, no Friday."""
    return workdays.working(day) and day.weekday() not in (0, 4)
