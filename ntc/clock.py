"""The learner's hour: a lesson may run on a server that keeps another one (*fuseau horaire*)."""

import os
import time
from zoneinfo import ZoneInfo


def follow(zone: str) -> None:
    """Have this process tell the hour of a time zone, named as browsers do (``Europe/Paris``).

    A zone that this computer does not know leaves the hour as it is, and so does Windows, which cannot change
    it: there the learner sits at the server.
    """
    if not hasattr(time, "tzset"):
        return
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, LookupError):
        return
    os.environ["TZ"] = zone
    time.tzset()
