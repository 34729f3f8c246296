"""The call of cp3-complaint, as it was led: what either side got of it, and how one listened."""

from collections.abc import Iterator, Sequence
from typing import Any

from autograder.keys import talks
from autograder.keys.answers import Entry
from autograder.keys.primitives.combine import eliminated, question_mark, unanswered
from autograder.keys.talks import begun, fault_of
from autograder.mark import PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case, policy
from ntc.french import count, euros, listing, number, plural, quoted
from ntc.instruments.script import Answer
from ntc.lessons.cp3 import plans, worked

ID = "cp3-complaint"
TALK, MANNER = "talk", "manner"
NOTHING, ALL = 5, 12
"""The lower of the two totals up to which a talk earns nothing, and from which it earns all."""
COLLEAGUE, BAD = "collègue", "mauvaise"
ACTS = {"écoute": "écouter", "écoute, question": "reformuler", "fait, question": "vérifier"}
"""By nature of a reply, the act of R16 that it is, in the order of the rule; to promise comes after."""
SLIPS = {
    "reproche": "trap.talk-reproach",
    "promesse": "trap.talk-promise",
    "délai": "trap.talk-no-date",
    "partage": "trap.talk-shared",
    "cadeau": "trap.talk-gift",
}
COST = {
    "reproche": "Vous avez fait la leçon : avoir raison ne répare rien.",
    "promesse": "Vous avez promis avant d’avoir vu.",
    COLLEAGUE: "Vous avez cherché un coupable chez nous.",
    "délai": "Sans date, l’autre attend, et se demande si vous l’avez oublié.",
    "partage": "Vous avez partagé la faute, quand rien d’établi ne le demandait.",
    "cadeau": "Quand le client est en tort, l’attention ne dépasse pas {most} de coût.",
}
"""By fault, what it cost; ``most`` is what R17 leaves."""
MISSED = {
    "écoute, question": "Vous n’avez pas redit ce que vous veniez d’entendre.",
    "procédure, fait": "C’était le moment des dates : l’accusé, le diagnostic, la proposition.",
    "procédure, bénéfice": "Cela se défend ; une attention permise, un calendrier le servaient mieux.",
}
"""By nature of the best reply of a line, what a sound one in its place left out."""
NOTED = {
    "reproche": "Reproche fait au client.",
    "promesse": "Promesse avant la vérification.",
    "délai": "Réponse sans date.",
    "partage": "Faute partagée sans fait établi.",
    "cadeau": "Geste offert au-delà de ce que la règle permet.",
}
SIDES = {"client": "celui du client", "firm": "celui de la maison"}
LOWER = (
    "Le plus bas de vos deux compteurs est {side} : {points}, quand rien ne se gagne jusqu’à {least}"
    " et que tout est gagné à {most}."
)
EVEN = (
    "Vos deux compteurs sont à {points}, quand rien ne se gagne jusqu’à {least} et que tout est "
    "gagné à {most}."
)
BOTH = "L’issue tient pour les deux."
GOES_ON = "L’appel n’est pas allé jusqu’au bout : il n’a pas encore d’issue."
ACCUSED = (
    "Vous avez mis en cause une personne ou un service de la maison : à lui seul, ce point ôte toute"
    " valeur à l’appel."
)
ACCUSED_NOTED = "Une personne ou un service de la maison est mis en cause devant le client."
BROKEN = (
    "L’appel finit mal : sur une rupture, ou sur une somme que vous ne pouvez pas tenir. À lui seul,"
    " ce point lui ôte toute valeur."
)
BROKEN_NOTED = "L’appel finit sur une rupture, ou sur une somme intenable."
DONE = "Dans cet appel, vous avez su {acts}."
TO_DO = "Il manque : {acts}."
UNDONE = "{faults} l’appel, et {counts} en moins."


def call_marks(case: Case, truth: Truth, entry: Entry) -> list[PartMark]:
    """What the talk brought to both sides, and the way it was led; nothing if it accuses or ends badly."""
    led = _Led(case, truth, entry.value or ())
    marks = [_outcome(led, entry), _manner(led, entry)]
    for bars, why, noted in (
        (led.accuses, ACCUSED, ACCUSED_NOTED),
        (led.ending == BAD, BROKEN, BROKEN_NOTED),
    ):
        if bars:
            outcome, manner = marks
            return [eliminated(outcome, " ".join([why, *led.costs()]), noted), eliminated(manner, why, noted)]
    return marks


def led_by(case: Case, truth: Truth, *natures: str) -> tuple[str, ...]:
    """The call whose replies are of these natures, one after the other; StopIteration when there is none."""
    return talks.led_by(plans.talk(case), truth, *natures)


class _Led(talks.Led):
    """A call as far as it went: its ending, the nature of what was said."""

    def __init__(self, case: Case, truth: Truth, path: Sequence[str]) -> None:
        super().__init__(plans.talk(case), worked.CALL, truth, path)
        self.ending = self.nodes[self.place].ending if self.ended else None
        self.natures = [self.labels[one.id].flags for one in self.said]
        self.faults = [fault for nature in self.natures if (fault := fault_of(nature))]
        self.accuses = COLLEAGUE in self.faults

    @property
    def totals(self) -> dict[str, int]:
        """What the client and the firm got of it."""
        rows = [self.labels[one.id] for one in self.said]
        return {"client": sum(row.client_score for row in rows), "firm": sum(row.firm_score for row in rows)}

    @property
    def acts(self) -> list[str]:
        """Which acts of R16 were done, in its order."""
        return [act for nature, act in ACTS.items() if nature in self.natures]

    def costs(self) -> Iterator[str]:
        """What each reply that cost something did, by its first words."""
        for one, nature in zip(self.said, self.natures, strict=True):
            if cost := self._cost(one, nature):
                yield f"{quoted(begun(one.text))} {cost}"

    def _cost(self, said: Answer, nature: str) -> str:
        if fault := fault_of(nature):
            return COST[fault].format(most=euros(policy()["gesture"]["relational"], 0))
        best = max(self.script.after(said.after), key=lambda one: self.labels[one.id].score)
        if self.labels[best.id].score == self.labels[said.id].score:
            return ""
        return MISSED.get(self.labels[best.id].flags, "")


def _outcome(led: _Led, entry: Entry) -> PartMark:
    part = exercises.load()[ID].parts[TALK]
    expected = " · ".join(quoted(one.text) for one in led.best)
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    slip = next((SLIPS[fault] for fault in led.faults if fault in SLIPS), None)
    noted = [NOTED[fault] for fault in dict.fromkeys(led.faults) if fault in NOTED]
    points = led.totals
    lower = min(points, key=lambda side: points[side])
    fraction = max(0.0, min(1.0, (points[lower] - NOTHING) / (ALL - NOTHING))) if led.ended else 0.0
    told = [_told(points, lower) if fraction < 1 else BOTH, *(led.costs() if fraction < 1 else ())]
    return question_mark(
        part,
        fraction,
        " ".join(told if led.ended else [GOES_ON, *led.costs()]),
        given=_counted(led),
        expected=expected,
        slip=slip,
        noted=noted,
    )


def _told(points: dict[str, int], lower: str) -> str:
    bounds: dict[str, Any] = {"least": number(NOTHING), "most": number(ALL)}
    shown = count(points[lower], "point")
    if len(set(points.values())) == 1:
        return EVEN.format(points=shown, **bounds)
    return LOWER.format(side=SIDES[lower], points=shown, **bounds)


def _counted(led: _Led) -> str:
    """What was said, in short: how many replies, and the two totals."""
    said = count(len(led.said), "réplique")
    return f"{said} ; client {number(led.totals['client'])}, maison {number(led.totals['firm'])}"


def _manner(led: _Led, entry: Entry) -> PartMark:
    part = exercises.load()[ID].parts[MANNER]
    expected = "Écouter, reformuler, vérifier ; rien de promis avant."
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    fraction = max(0, len(led.acts) - len(led.faults)) / len(ACTS)
    missing = [act for act in ACTS.values() if act not in led.acts]
    against = len(led.faults)
    undone = UNDONE.format(
        faults=f"{count(against, 'réplique')} {plural(against, 'dessert', 'desservent')}",
        counts=plural(against, "compte", "comptent"),
    )
    told = [
        *([DONE.format(acts=listing(led.acts))] if led.acts else []),
        *([TO_DO.format(acts=listing(missing))] if missing else []),
        *([undone] if led.faults else []),
    ]
    noted = [TO_DO.format(acts=listing(missing))] if missing and led.acts else []
    return question_mark(
        part, fraction, " ".join(told), given=listing(led.acts) or "—", expected=expected, noted=noted
    )
