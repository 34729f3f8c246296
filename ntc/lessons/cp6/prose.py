"""The figures that the prose of CP6 names.

Names are French: an instructor types them. What an exercise asks for is never among them.
"""

from ntc.case import Case
from ntc.lessons.company import names
from ntc.lessons.cp6 import offered_prose, sized_prose, told_prose
from ntc.reference import house


def prose(case: Case) -> dict[str, str]:
    """Every figure that prose may name, written in French."""
    return {
        **house.prose(case),
        **names(case),
        **told_prose.prose(case),
        **sized_prose.prose(case),
        **offered_prose.prose(case),
    }
