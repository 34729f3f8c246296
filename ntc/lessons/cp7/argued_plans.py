"""What CP7 asks about, pages 2 to 4: the links, the supports, the argument, the objections."""

from collections.abc import Iterator

from ntc.case import Case
from ntc.french import typeset
from ntc.instruments.script import Answer, Line, Script
from ntc.lessons.quiz import Pairs, choices, items

__all__ = [
    "advantages",
    "assaults",
    "chains",
    "features",
    "heard",
    "moments",
    "motives",
    "objections",
    "people_heard",
    "proofs",
    "reactions",
    "returns",
    "situations",
    "supports",
]

_CAP, _SUPPORT, _OBJECTIONS = "cp7-cap", "cp7-support", "cp7-objections"
_END = "end"


def features(case: Case) -> Pairs:
    """Six lines of the quote (« caractéristiques »)."""
    return items(case, _CAP, "chaines")


def advantages(case: Case) -> Pairs:
    """What a line may change for the client (« avantages »)."""
    return choices(case, _CAP, "chaines")


def proofs(case: Case) -> Pairs:
    """What may show it (« preuves »)."""
    return choices(case, _CAP, "preuves")


def people_heard(case: Case) -> Pairs:
    """The four people of the joinery, three sentences of each."""
    return items(case, _CAP, "personnes")


def motives(case: Case) -> Pairs:
    """The six motives to buy (« mobiles », SONCAS)."""
    return choices(case, _CAP, "personnes")


def chains(case: Case) -> Pairs:
    """What may be told first (« chaîne CAP »)."""
    return choices(case, _CAP, "premiers")


def situations(case: Case) -> Pairs:
    """Six situations in which something is to be shown."""
    return items(case, _SUPPORT, "situations")


def supports(case: Case) -> Pairs:
    """What may be shown (« supports »)."""
    return choices(case, _SUPPORT, "situations")


def moments(case: Case) -> Pairs:
    """When it may be shown."""
    return choices(case, _SUPPORT, "moments")


def objections(case: Case) -> tuple[str, ...]:
    """The ten objections that are asked, by their codes."""
    return tuple(row.obj_id for row in case.objection_cases)


def heard(case: Case) -> Pairs:
    """What is said in each, and what one sees or hears meanwhile."""
    known = {row.obj_id: row for row in case.objections}
    return tuple((code, typeset(f"« {known[code].text} » · {known[code].sign}")) for code in objections(case))


def returns(case: Case) -> Script:
    """The ten objections to be answered, one after the other, whatever was answered before."""
    codes = objections(case)
    known = {row.obj_id: row for row in case.objections}
    return Script(
        typeset("Dix objections"),
        typeset("Dix clients, dix objections, dans l’ordre du tableau. Une réplique à chacun."),
        codes[0],
        (
            *(Line(code, "Objection", typeset(f"{known[code].text} ({known[code].sign})")) for code in codes),
            Line(_END, "Fin", typeset("Dix réponses données.")),
        ),
        tuple(_answers(case, codes)),
    )


def _answers(case: Case, codes: tuple[str, ...]) -> Iterator[Answer]:
    following = dict(zip(codes, (*codes[1:], _END), strict=True))
    for row in case.objection_replies:
        if row.obj_id in following:
            yield Answer(row.reply_id, row.obj_id, typeset(row.text), following[row.obj_id])


def assaults(case: Case) -> Pairs:
    """What is said again once an objection has been answered (« seconds assauts »)."""
    return items(case, _OBJECTIONS, "assauts")


def reactions(case: Case) -> Pairs:
    """What one may do then."""
    return choices(case, _OBJECTIONS, "assauts")
