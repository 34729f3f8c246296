"""Hours of a day as plans count them: minutes since midnight, and how they are written."""

from ntc.french import NBSP, count

HOUR = 60
HALF_HOUR = 30


def minute(start: str) -> int:
    """Minutes since midnight of an hour as it is coded.

    >>> minute("0930")
    570
    """
    return int(start[:2]) * HOUR + int(start[2:])


def clock(minute: int) -> str:
    """Write an hour, from minutes since midnight: 09:05.

    >>> clock(545)
    '09:05'
    """
    return f"{minute // HOUR:02}:{minute % HOUR:02}"


def lasting(minutes: int) -> str:
    """Write how long something takes: 45 minutes, 2 h 05.

    >>> [lasting(each).replace(NBSP, " ") for each in (45, 125)]
    ['45 minutes', '2 h 05']
    """
    if minutes < HOUR:
        return count(minutes, "minute")
    return f"{minutes // HOUR}{NBSP}h{NBSP}{minutes % HOUR:02}"
