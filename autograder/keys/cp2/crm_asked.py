"""What cp2-crm asks: three counts of the file, each with its filters."""

from autograder.keys.asked.nature import COUNT
from autograder.keys.asked.own import Own, figures, read_at
from autograder.keys.asked.question import Place, Way
from autograder.keys.cp2 import crm
from autograder.truth import Truth
from ntc.case import Case


@figures(crm.ID)
def asked(case: Case, truth: Truth) -> Own:
    """Nothing of it rests on the rest; a visit on the day itself may be counted as since."""
    also = {"unseen": (Way(lambda: crm.unseen(case, on_the_day=False)),)}
    return Own(
        {
            name: read_at(
                COUNT,
                Place(crm.LISTS, name),
                value,
                *crm.slips(case)[name],
                also=also.get(name, ()),
                weight=crm.WEIGHTS[name],
            )
            for name, value in crm.counts(case).items()
        }
    )
