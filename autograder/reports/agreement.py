"""Whether learners who err agree (*même réponse*): what each answered, told against what was right for them.

Every learner has figures of their own, so that the same way of working gives each another number: what they
share is how far it lies from their right value. That is what is compared.
"""

import math
import re
from collections import defaultdict
from collections.abc import Hashable, Mapping
from datetime import date

_FIGURE = re.compile(r"[−+-]?\d[\d\u202f\u00a0 ]*(?:,\d+)?(?=[^\d,]*$)")
_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})$")
_ALIKE = 0.08
"""How far two ratios may lie apart and still be one way of working: its figures differ from case to case."""

Sign = tuple[Hashable, float]
"""What kind of deviation it is, and how far it goes: only those of one kind are near one another."""


def deviation(given: str, expected: str) -> Sign:
    """How an answer deviates: a ratio of two figures, days between two dates, else the answer itself.

    >>> deviation("120,00\u00a0€", "100\u00a0€")[0], deviation("01/02/2026", "30/01/2026")
    ('same sign', ('days', 2.0))
    """
    days = [_day(text) for text in (given, expected)]
    if days[0] and days[1]:
        return "days", float((days[0] - days[1]).days)
    figures = [_figure(text) for text in (given, expected)]
    if figures[0] and figures[1]:
        kind = "same sign" if figures[0] * figures[1] > 0 else "other sign"
        return kind, math.log(abs(figures[0] / figures[1]))
    return given, 0.0


def agreeing(deviations: Mapping[str, Sign]) -> set[str]:
    """The largest group of learners whose deviations are alike, of learners and theirs."""
    kinds: dict[Hashable, list[tuple[float, str]]] = defaultdict(list)
    for learner, (kind, value) in deviations.items():
        kinds[kind].append((value, learner))
    best: set[str] = set()
    for kind, found in kinds.items():
        found.sort()
        width = 0.0 if kind == "days" else _ALIKE
        for low, _ in found:
            group = {learner for value, learner in found if low <= value <= low + width}
            best = max(best, group, key=len)
    return best


def _day(text: str) -> date | None:
    found = _DAY.match(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _figure(text: str) -> float:
    """The figure that a text is, with its unit; 0 when it is none."""
    found = _FIGURE.match(text)
    if not found:
        return 0.0
    return float(re.sub(r"[\u202f\u00a0 ]", "", found[0]).replace(",", ".").replace("−", "-"))
