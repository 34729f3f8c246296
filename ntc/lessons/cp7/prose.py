"""The figures that the prose of CP7 names.

Names are French: an instructor types them. What an exercise asks for is never among them.
"""

from ntc.case import Case
from ntc.lessons.company import names
from ntc.lessons.cp7 import argued_prose, priced_prose, signed_prose, takes_prose
from ntc.reference import house


def prose(case: Case) -> dict[str, str]:
    """Every figure that prose may name, written in French."""
    return {
        **house.prose(case),
        **names(case),
        **takes_prose.prose(case),
        **argued_prose.prose(case),
        **priced_prose.prose(case),
        **signed_prose.prose(case),
    }
