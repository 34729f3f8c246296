"""cp7-closing: a talk in which one closes, or does not; then what is done from the agreement to the CRM."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from autograder.keys.answers import Answers, Entry
from autograder.keys.primitives import combine, eliminated
from autograder.keys.primitives.barred import Pair, mark_above, waiting
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.keys.talks import Led, begun, fault_of
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.exercises import Part
from ntc.fields.kinds.order import BAR
from ntc.french import count, quoted
from ntc.lessons.cp7 import signed_plans as plans

ID = "cp7-closing"
TALK, STEPS = f"{ID}-talk", f"{ID}-steps"
DIALOGUE = "D5"
WEIGHTS = {"talk": 5.0, "steps": 3.0}
CAP = Fraction(1, 2)
"""What a talk with a fault is worth at most."""
SIGNAL, FORCED, OPEN = "signal", "pression", "question"
REPROACH, TERMS = "hésitation", "conditions"
LAW, SCRAP, ALONE = "loi", "benne", "signature"
SLIPS = {
    SIGNAL: "trap.closing-signal",
    FORCED: "trap.closing-forced",
    OPEN: "trap.closing-open",
    REPROACH: "trap.closing-reproach",
    TERMS: "trap.closing-terms",
}
COST = {
    SIGNAL: "Il demandait un jour : c’était un signal, et vous avez continué d’argumenter.",
    FORCED: "Vous forcez la conclusion : sa question attend encore, et il se referme.",
    OPEN: "On ne conclut pas sur une question ouverte : répondez-y d’abord.",
    REPROACH: "Il vous interrogeait sur ses droits ; vous lui avez reproché d’hésiter.",
    TERMS: "Des conditions que l’on tait ne protègent personne, et reviennent au premier désaccord.",
}
"""By fault, what it cost."""
FATAL = {
    LAW: (
        "Vous avez annoncé un délai que la loi ne lui donne pas : c’est une information inexacte, reçue"
        " au moment de s’engager."
    ),
    SCRAP: (
        "Une machine qui contient de l’huile et un fluide frigorigène n’a pas sa place chez le ferrailleur"
        " ni dans un coin de cour : il y faut un opérateur attesté et une trace écrite."
    ),
    ALONE: (
        "Vous avez poussé une personne à signer pour deux. La commande tient peut-être ; la confiance, non."
    ),
}
FATAL_SAID = "{} Comme annoncé, l’entretien est ramené à zéro."
FATAL_NOTED = {
    LAW: "Une règle de droit inexacte est donnée au client.",
    SCRAP: "Un dépôt interdit de l’ancienne machine est conseillé.",
    ALONE: "Une signature est forcée, là où il en faut deux.",
}
NOTED = {
    SIGNAL: "Signal d’achat laissé passer.",
    FORCED: "Conclusion forcée.",
    OPEN: "Conclusion tentée sur une question restée ouverte.",
    REPROACH: "Hésitation reprochée au client.",
    TERMS: "Conditions générales passées sous silence.",
}
CAPPED = "Une faute plafonne l’entretien à la moitié, comme annoncé."
LESS = "Une autre réplique servait mieux à cet endroit."
UNFINISHED = "L’entretien n’est pas allé jusqu’au bout."
WELL_LED = "Chaque question a eu sa réponse, et chacun signera ce qu’il comprend."

NOTHING_DONE = "Tout est sous la barre : rien ne se ferait après l’accord."
STRAY = "{} n’a sa place nulle part. {}"
NOTED_STRAY = "Le prix est rouvert une fois l’accord donné."


@key(ID)
def closing(case: Case, truth: Truth, answers: Answers) -> Mark:
    """The points of the talk; then pairs in their order above the bar, less the intruder."""
    parts, talk = exercises.load()[ID].parts, answers.entry(TALK)
    return combine(
        [
            _talk(parts["talk"], talk, _Led(case, truth, talk.value or ())),
            mark_above(
                parts["steps"],
                answers.entry(STEPS),
                BAR,
                before(case, truth),
                strays(case),
                dict(plans.signed_steps(case)),
                _reasons(case, truth),
                nothing=NOTHING_DONE,
                stray=STRAY,
                noted=NOTED_STRAY,
            ),
        ],
        WEIGHTS,
    )


@cache
def before(case: Case, truth: Truth) -> frozenset[Pair]:
    """Every pair of steps of which one waits for the other, near or far."""
    labels, kept = truth.of("quiz_steps"), strays(case) | {BAR}
    return waiting({code: labels[code].after for code, _ in plans.signed_steps(case) if code not in kept})


def strays(case: Case) -> frozenset[str]:
    """What is to be done at no time."""
    return frozenset(row.item_id for row in case.quiz_items if row.exercise == ID)


def _reasons(case: Case, truth: Truth) -> dict[str, str]:
    steps, items = truth.of("quiz_steps"), truth.of("quiz_items")
    out = strays(case)
    return {
        code: (items if code in out else steps)[code].reason
        for code, _ in plans.signed_steps(case)
        if code != BAR
    }


# --- the talk ------------------------------------------------------------------------------------------


class _Led(Led):
    def __init__(self, case: Case, truth: Truth, path: Sequence[str]) -> None:
        super().__init__(plans.signed_talk(case), DIALOGUE, truth, path)
        self.faults = [fault for one in self.said if (fault := fault_of(self.labels[one.id].flags))]
        self.named = [fault for fault in self.faults if fault not in FATAL]

    def worth(self) -> Fraction:
        """Points over the best total; half at most with a fault."""
        share = max(Fraction(0), Fraction(self.points(self.said), self.points(self.best)))
        return min(share, CAP) if self.faults else share

    def costs(self) -> Iterator[str]:
        """What each reply that cost something did, by its first words."""
        for one in self.said:
            label = self.labels[one.id]
            if fault := fault_of(label.flags):
                yield f"{quoted(begun(one.text))} {COST.get(fault, '')}".rstrip()
            elif label.score < max(self.labels[other.id].score for other in self.script.after(one.after)):
                yield f"{quoted(begun(one.text))} {LESS}"


def _talk(part: Part, entry: Entry, led: _Led) -> PartMark:
    expected = " · ".join(quoted(one.text) for one in led.best)
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    told = list(led.costs())
    if led.said and not led.ended:
        told.append(UNFINISHED)
    if led.named and led.worth() == CAP:
        told.append(CAPPED)
    mark = question_mark(
        part,
        float(led.worth()),
        " ".join(told) or WELL_LED,
        given=count(len(led.said), "réplique"),
        expected=expected,
        slip=next((SLIPS[fault] for fault in led.named), None),
        noted=[NOTED[fault] for fault in dict.fromkeys(led.named)],
    )
    for fault, why in FATAL.items():
        if fault in led.faults:
            others = " ".join(COST[one] for one in dict.fromkeys(led.named))
            return eliminated(mark, f"{FATAL_SAID.format(why)} {others}".strip(), FATAL_NOTED[fault])
    return mark


# --- specimens -----------------------------------------------------------------------------------------


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    script, labels = plans.signed_talk(case), truth.of("dialogue_choices")
    best = truth.of("dialogues")[DIALOGUE].best_path.split()
    talk, order = (each / sum(WEIGHTS.values()) for each in WEIGHTS.values())
    pairs, out = before(case, truth), sorted(strays(case))
    listed = [code for code, _ in plans.signed_steps(case) if code != BAR]
    waits = Counter(second for _, second in pairs)
    done = sorted((code for code in listed if code not in out), key=lambda code: waits[code])

    def every(place: str = script.start, said: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
        onward = script.after(place)
        if not onward:
            yield said
        for one in onward:
            yield from every(one.next, (*said, one.id))

    def natures(path: Sequence[str]) -> list[str]:
        return [labels[code].flags.removeprefix("faute, ") for code in path if "faute" in labels[code].flags]

    def worth(path: Sequence[str]) -> float:
        """Worked out on the labels alone."""
        found = natures(path)
        points = max(0, sum(labels[code].score for code in path)) / 16
        return 0.0 if {"loi", "benne", "signature"} & set(found) else min(points, 0.5) if found else points

    def laid(above: Sequence[str]) -> dict[str, list[str]]:
        return {STEPS: [*above, BAR, *(code for code in listed if code not in above)]}

    walks = sorted(every())
    right = {TALK: best, **laid(done)}
    found = []
    for fault in (*SLIPS, *FATAL):
        paths = [path for path in walks if natures(path) == [fault]]
        path = list(max(paths, key=lambda path: sum(labels[code].score for code in path)))
        found.append(
            Specimen(
                f"a talk with one fault: {fault}",
                {**right, TALK: path},
                order + talk * worth(path),
                SLIPS.get(fault),
            )
        )
    swapped = [*done[:2], done[3], done[2], *done[4:]]
    lesser = next(path for path in walks if not natures(path) and worth(path) < 1)
    return [
        Specimen("right", right, 1.0),
        *found,
        Specimen("a lesser reply", {**right, TALK: list(lesser)}, order + talk * worth(lesser)),
        Specimen("three replies of the best", {TALK: best[:3]}, talk * worth(best[:3])),
        Specimen("the worst talk", {TALK: list(min(walks, key=lambda p: (worth(p), p)))}, 0.0),
        Specimen("two steps exchanged", {**right, **laid(swapped)}, 1 - order * 2 / len(pairs)),
        Specimen("the price opened again", {**right, **laid([*done, *out])}, 1 - order / 4),
        Specimen("the price opened first", {**right, **laid([*out, *done])}, 1 - order / 4),
        Specimen("the last step left out", {**right, **laid(done[:-1])}, 1 - order * 2 * 7 / len(pairs)),
        Specimen("nothing is done", laid([]), 0.0),
        Specimen("from the last to the first", laid(done[::-1]), 0.0),
        Specimen("steps only", laid(done), order),
        Specimen("the talk only", {TALK: best}, talk),
        *blank({TALK: [], STEPS: []}),
        *garbled({TALK: ["ghost"]}, {STEPS: done, TALK: best[1:]}),
    ]
