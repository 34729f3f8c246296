"""cp5-script: the lines of a call put in order, two of them left out; eight sentences and their channel."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from autograder.keys.answers import Answers
from autograder.keys.primitives import combine, mark_match
from autograder.keys.primitives.barred import mark_above, waiting
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.mark import Mark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.lessons.cp5 import plans

ID = "cp5-script"
LINES, SENTENCES = f"{ID}-lines", f"{ID}-sentences"
WEIGHTS = {"lines": 3.0, "sentences": 3.0}
# Two sentences of each of four channels: one channel everywhere puts as many right.
CHANCE = 2

NOTHING_SAID = "Tout est sous la barre : cet appel ne dit rien."
STRAY = "{} n’a rien à faire dans cet appel. {}"
NOTED_STRAY = "Une réplique qui nuit à l’appel y est gardée."


@key(ID)
def script(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Pairs in their order above the bar, less what has no place there; the channel of each sentence."""
    parts = exercises.load()[ID].parts
    labels, reasons = truth.of("quiz_items"), truth.of("quiz_choices")
    items, channels = dict(plans.sentences(case)), dict(plans.channels(case))
    return combine(
        [
            mark_above(
                parts["lines"],
                answers.entry(LINES),
                plans.BAR,
                before(case, truth),
                strays(case, truth),
                dict(plans.lines(case)),
                {code: step.reason for code, step in truth.of("quiz_steps").items()},
                nothing=NOTHING_SAID,
                stray=STRAY,
                noted=NOTED_STRAY,
            ),
            mark_match(
                parts["sentences"],
                answers.entry(SENTENCES),
                {code: {labels[code].right} for code in items},
                items,
                channels,
                {(code, channel): reasons[channel].reason for code in items for channel in channels},
                CHANCE,
            ),
        ],
        WEIGHTS,
    )


def strays(case: Case, truth: Truth) -> frozenset[str]:
    """The lines that have no place in the call."""
    labels = truth.of("quiz_steps")
    return frozenset(code for code, _ in plans.lines(case) if code != plans.BAR and labels[code].out)


@cache
def before(case: Case, truth: Truth) -> frozenset[tuple[str, str]]:
    """Every pair of lines of which one waits for the other, near or far."""
    labels, left_out = truth.of("quiz_steps"), strays(case, truth) | {plans.BAR}
    useful = [code for code, _ in plans.lines(case) if code not in left_out]
    return waiting({code: labels[code].after for code in useful})


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    labels, pairs, left_out = truth.of("quiz_items"), before(case, truth), sorted(strays(case, truth))
    right = {code: labels[code].right for code, _ in plans.sentences(case)}
    listed = [code for code, _ in plans.lines(case) if code != plans.BAR]
    waits = Counter(second for _, second in pairs)
    said = sorted((code for code in listed if code not in left_out), key=lambda code: (waits[code], code))
    weight = {part: each / sum(WEIGHTS.values()) for part, each in WEIGHTS.items()}
    last, first = said[-1], said[0]

    def laid(above: Sequence[str]) -> dict[str, list[str]]:
        return {LINES: [*above, plans.BAR, *(code for code in listed if code not in above)]}

    def lost(count: int) -> float:
        """What so many pairs turned round or out of the call take off."""
        return weight["lines"] * min(1.0, 2 * count / len(pairs))

    whole = {**laid(said), SENTENCES: right}
    involved = sum(last in pair for pair in pairs)
    item = next(iter(right))
    other = next(channel for channel, _ in plans.channels(case) if channel != right[item])
    swapped = [*said[:-2], said[-1], said[-2]]
    return [
        Specimen("right", whole, 1.0),
        Specimen("the two last exchanged", {**whole, **laid(swapped)}, 1 - lost(1)),
        *(
            Specimen(f"{code} kept at the {name}", {**whole, **laid(order)}, 1 - weight["lines"] / 4)
            for code in left_out
            for name, order in (("beginning", [code, *said]), ("end", [*said, code]))
        ),
        Specimen("both intruders kept", {**whole, **laid([*said, *left_out])}, 1 - weight["lines"] / 2),
        Specimen("the last line under the bar", {**whole, **laid(said[:-1])}, 1 - lost(involved)),
        Specimen("nothing said", laid([]), 0.0),
        Specimen("as they were listed", {LINES: [*listed, plans.BAR]}, 0.0),
        Specimen("from the last to the first", {LINES: [*said[::-1], plans.BAR, *left_out]}, 0.0),
        Specimen("from the first line alone", laid([first]), 0.0),
        Specimen(
            "a sentence misread", {**whole, SENTENCES: {**right, item: other}}, 1 - weight["sentences"] / 6
        ),
        Specimen("lines only", laid(said), weight["lines"]),
        Specimen("sentences only", {SENTENCES: right}, weight["sentences"]),
        *(
            Specimen(f"every sentence: no. {rank}", {SENTENCES: dict.fromkeys(right, channel)}, 0.0)
            for rank, (channel, _) in enumerate(plans.channels(case), 1)
        ),
        *blank({LINES: [], SENTENCES: {}}),
        *garbled({LINES: ["ghost"]}, {LINES: said, SENTENCES: {"ghost": "?"}}),
    ]
