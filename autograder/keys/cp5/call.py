"""cp5-call: a first call, from the switchboard to a date: its words, its objections, how one listened."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.primitives import combine, eliminated
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.keys.talks import ASKED, Led, begun, fault_of, listening_told
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import count, listing, quoted
from ntc.instruments.script import Answer, Script
from ntc.lessons.cp5 import plans

ID = "cp5-call"
DIALOGUE = "D2"
WORDS, OBJECTIONS, LISTENING = "words", "objections", "listening"
WEIGHTS = {WORDS: 6.0, OBJECTIONS: 4.0, LISTENING: 2.0}
# Of the best total, what a call led without a thought reaches.
NOTHING = Fraction(8, 17)
OBJECTION, GOOD = "objection", "bonne"
DISPARAGED = "dénigrement"
HALVED = {
    "mensonge": "Vous avez menti",
    "pression": "Vous avez fait pression",
    "déjeuner": "Vous avez fixé un rappel pendant le déjeuner",
}
SLIPS = {
    "produit": "trap.call-argued",
    "mensonge": "trap.call-lied",
    "mépris": "trap.call-scorn",
    "pression": "trap.call-pushed",
    "déjeuner": "trap.call-noon",
    "prix": "trap.call-price",
    "rien": "trap.call-no-date",
}
COST = {
    "produit": "On n’argumente pas au standard : on y demande une aide.",
    "mensonge": "Un mensonge se découvre à la phrase suivante, et ferme la porte.",
    "mépris": "Qui tient le standard décide de la suite : c’est l’allié que vous perdez.",
    "pression": "Insister fait raccrocher : on revient une fois, par une question.",
    "déjeuner": "À cette heure-là, R19 ne permet pas d’appeler.",
    "prix": "Personne n’avait discuté le prix : une baisse offerte dit qu’il était trop haut.",
    "rien": "Rien n’est convenu : sans date, tout est à refaire.",
    DISPARAGED: "Le confrère en place a droit au respect.",
}
"""By fault, what it cost."""
POOR_QUESTION = "Une question, mais non celle qui fait parler : elle se ferme, ou vient trop tôt."
LESS = "Une autre réplique servait mieux à cet endroit."
NOTED = {
    "produit": "Argumentation faite au standard.",
    "mépris": "Standard traité de haut.",
    "prix": "Prix cédé sans contrepartie.",
    "rien": "Rendez-vous laissé sans date.",
}
HALF = "{} : comme annoncé, l’exercice est réduit de moitié."
HALF_NOTED = "Un mensonge, une pression ou un appel à une heure interdite."
FATAL = "Vous avez dénigré un confrère : comme annoncé, l’exercice est ramené à zéro. {}"
LOST = "Un confrère est dénigré : ces points sont perdus avec les autres."
FATAL_NOTED = "Un confrère est dénigré devant l’interlocuteur."
HALF_HERE = "Rien à reprendre ici ; ce qui précède en ôte la moitié."
SHORT = "Rien à reprendre dans ces répliques ; un appel mené plus loin en aurait dit davantage."
UNFINISHED = "L’appel n’est pas allé jusqu’au bout."
NEVER_MET = "Aucune objection n’a été traitée : l’appel s’est arrêté avant, ou est passé à côté."
ALL_WORDS = "Le standard, l’accroche, le rendez-vous : chacun a eu ses mots."
ALL_MET = "Les objections ont été creusées, et levées."
NEVER = "Rien, dans cet appel, ne laisse parler l’autre ni ne reprend ce qu’il a dit."


@key(ID)
def call(case: Case, truth: Truth, answers: Answers) -> Mark:
    """What the replies are worth beyond those of a call without thought, in each half; acts of listening."""
    parts, entry = exercises.load()[ID].parts, answers.entry(ID)
    led = _Led(case, truth, entry.value or ())
    marks = [
        _half(parts[WORDS], entry, led, objections=False),
        _half(parts[OBJECTIONS], entry, led, objections=True),
        _listening(parts[LISTENING], entry, led),
    ]
    if DISPARAGED in led.faults:
        costs = [cost for met in (True, False) for cost in led.costs(objections=met)]
        told = [FATAL.format(" ".join(costs)), LOST, LOST]
        marks = [eliminated(mark, why, FATAL_NOTED) for mark, why in zip(marks, told, strict=True)]
    halved = [said for fault, said in HALVED.items() if fault in led.faults]
    return combine(marks, WEIGHTS, [HALF.format(listing(halved))] if halved else [])


class _Led(Led):
    """A call as far as it went, with its faults."""

    def __init__(self, case: Case, truth: Truth, path: Sequence[str]) -> None:
        super().__init__(plans.talk(case), DIALOGUE, truth, path)
        self.faults = [fault for one in self.said if (fault := self.fault(one))]
        self._to_come: dict[str, int] = {}
        self.share = Fraction(1, 2) if set(self.faults) & HALVED.keys() else Fraction(1)

    def fault(self, said: Answer) -> str:
        """Which fault a reply is; empty when it is none."""
        return fault_of(self.labels[said.id].flags)

    def half(self, replies: Sequence[Answer], *, objections: bool) -> list[Answer]:
        """Of some replies, those to an objection, or all the others."""
        return [one for one in replies if (self.nodes[one.after].stage == OBJECTION) == objections]

    def worth(self, *, objections: bool) -> Fraction:
        """What a half of the call earns, beyond that of a call without thought."""
        best = self.points(self.half(self.best, objections=objections))
        made = self.points(self.half(self.said, objections=objections))
        nothing = NOTHING * best
        return self.share * min(Fraction(1), max(Fraction(0), (made - nothing) / (best - nothing)))

    def to_come(self, line: str) -> int:
        """The most that the call may still bring after a line."""
        if line not in self._to_come:
            onward = self.script.after(line)
            self._to_come[line] = max(
                (self.labels[one.id].score + self.to_come(one.next) for one in onward), default=0
            )
        return self._to_come[line]

    def costs(self, *, objections: bool) -> Iterator[str]:
        """What each reply of a half that cost something did, by its first words."""
        for one in self.half(self.said, objections=objections):
            if fault := self.fault(one):
                yield f"{quoted(begun(one.text))} {COST[fault]}"
            elif self.labels[one.id].score + self.to_come(one.next) < self.to_come(one.after):
                asked = ASKED in self.labels[one.id].flags
                yield f"{quoted(begun(one.text))} {POOR_QUESTION if asked else LESS}"


def _half(part: Part, entry: Entry, led: _Led, *, objections: bool) -> PartMark:
    expected = " · ".join(quoted(one.text) for one in led.half(led.best, objections=objections))
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    replies = led.half(led.said, objections=objections)
    faults = [fault for one in replies if (fault := led.fault(one))]
    fraction = led.worth(objections=objections)
    told = list(led.costs(objections=objections))
    if objections and not replies:
        told.append(NEVER_MET)
    if not led.ended:
        told.append(UNFINISHED)
    if not told and fraction < 1:
        told.append(HALF_HERE if led.share < 1 else SHORT)
    noted = [HALF_NOTED] if led.share < 1 else []
    return question_mark(
        part,
        float(fraction),
        " ".join(told) if told and fraction < 1 else ALL_MET if objections else ALL_WORDS,
        given=_counted(replies),
        expected=expected,
        slip=next((SLIPS[fault] for fault in faults if fault in SLIPS), None) if fraction < 1 else None,
        noted=[*(NOTED[fault] for fault in dict.fromkeys(faults) if fault in NOTED), *noted],
    )


def _counted(replies: Sequence[Any]) -> str:
    return count(len(replies), "réplique")


def _listening(part: Part, entry: Entry, led: _Led) -> PartMark:
    expected = f"{count(led.listened(led.best), 'réplique')} qui laissent parler ou reprennent"
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    made, against, most = led.listened(led.said), len(led.faults), led.listened(led.best)
    fraction = led.share * min(Fraction(1), Fraction(max(0, made - against), most))
    return question_mark(
        part,
        float(fraction),
        listening_told(made, against, fraction, NEVER),
        given=count(made, "réplique"),
        expected=expected,
        noted=[HALF_NOTED] if led.share < 1 else [],
    )


# --- specimens -----------------------------------------------------------------------------------------


def walks(script: Script, place: str = "", said: tuple[Answer, ...] = ()) -> Iterator[tuple[Answer, ...]]:
    """Every way through a call, to its end."""
    onward = script.after(place or script.start)
    if not onward:
        yield said
    for one in onward:
        yield from walks(script, one.next, (*said, one))


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    best = truth.of("dialogues")[DIALOGUE].best_path.split()
    labels, stages = truth.of("dialogue_choices"), truth.of("dialogue_nodes")
    every = [[one.id for one in walk] for walk in walks(plans.talk(case))]
    after = {row.choice_id: row.node_id for row in case.dialogue_choices}
    total = sum(WEIGHTS.values())

    def worth(path: Sequence[str]) -> float:
        """Worked out on the labels alone."""
        natures = [labels[code].flags for code in path]
        if any(DISPARAGED in nature for nature in natures):
            return 0.0

        def half(codes: Sequence[str], met: bool) -> int:
            return sum(
                labels[code].score for code in codes if (stages[after[code]].stage == OBJECTION) == met
            )

        def open_ones(codes: Sequence[str]) -> int:
            told = [labels[code] for code in codes]
            return sum("écoute" in one.flags or ("question" in one.flags and one.score >= 2) for one in told)

        def share(met: bool) -> float:
            most = half(best, met)
            return min(1.0, max(0.0, (half(path, met) - most * 8 / 17) / (most * 9 / 17)))

        wrong = sum("faute" in nature for nature in natures)
        heard = min(1.0, max(0, open_ones(path) - wrong) / open_ones(best))
        low = any(word in nature for nature in natures for word in HALVED)
        return (6 * share(False) + 4 * share(True) + 2 * heard) / total * (0.5 if low else 1.0)

    def first(fault: str) -> list[str] | None:
        """The best call among those with that fault alone."""
        others = [
            path
            for path in every
            if {labels[code].flags for code in path if "faute" in labels[code].flags} == {f"faute, {fault}"}
        ]
        return max(others, key=lambda path: (worth(path), path), default=None)

    found = []
    for fault in (*SLIPS, DISPARAGED):
        if (path := first(fault)) is not None:
            slip = SLIPS.get(fault) if 0 < worth(path) < 1 else None
            found.append(Specimen(f"a call with one fault: {fault}", {ID: path}, worth(path), slip))
    return [
        Specimen("the best call", {ID: best}, 1.0),
        *found,
        Specimen("the worst call", {ID: min(every, key=lambda p: (worth(p), p))}, 0.0),
        Specimen("three replies of the best", {ID: best[:3]}, worth(best[:3])),
        Specimen("all but the last reply", {ID: best[:-1]}, worth(best[:-1])),
        *blank({ID: []}),
        *garbled({ID: ["ghost"]}, {ID: best[1:]}),
    ]
