"""What a sheet tells a jury of a mark: what is not shown, which mistakes were recognised; never an answer."""

from collections.abc import Sequence

from autograder.keys.traps import LABELS
from autograder.mark import PartMark
from ntc.exercises import Exercise, RubricLine
from ntc.fields.rubric import ENOUGH, LEVELS
from ntc.french import quoted, typeset

_WORDS = {
    "wrong": "à revoir",
    "partial": "en partie",
    "unreadable": "réponse illisible",
    "blank": "sans réponse",
}


def lacking(exercise: Exercise, parts: Sequence[PartMark]) -> tuple[str, ...]:
    """Say what is not shown, one sentence a verdict; why is in the learner's feedback, not for a jury.

    Facts of the case are quoted: it is not they that are to be looked at again, but what was said of them.
    """
    told = []
    for verdict, words in _WORDS.items():
        labels = [part.label.rstrip(".") for part in parts if part.verdict == verdict]
        if exercise.told:
            words, labels = exercise.told[verdict], [quoted(label) for label in labels]
        if labels:
            told.append(typeset(sentence(f"{words} : {' ; '.join(labels)}")))
    return tuple(told)


def facts(parts: Sequence[PartMark]) -> tuple[str, ...]:
    """Say what was noted of these questions."""
    return tuple(fact for part in parts for fact in part.noted)


def carried(parts: Sequence[PartMark]) -> tuple[str, ...]:
    """Name the questions that are right only from a wrong answer: a total built on one, say."""
    return tuple(part.label.rstrip(".") for part in parts if part.carried)


def slips(parts: Sequence[PartMark]) -> tuple[str, ...]:
    """Name the mistakes recognised in these questions, each once."""
    return tuple(LABELS.get(slip, slip) for slip in dict.fromkeys(part.slip for part in parts) if slip)


def by_the_grid(line: RubricLine, earned: float, points: float) -> tuple[tuple[str, str], ...]:
    """Say which level a line of a grid has reached, what that is, and what the next one asks for.

    ``earned`` of the line's ``points``: a level is reached with what it is worth cut to a tenth, 1,3 or 2,6
    of 4, which is what a marker types. From « conforme » on, nothing is missing any more.
    """
    highest = len(LEVELS) - 1
    rank = sum(earned >= int(points * level * 10 / highest) / 10 for level in range(1, highest + 1))
    # Without anchors, the line itself says what is looked at; each level beyond « conforme » adds to it.
    anchors = line.anchors or (line.text,) * len(LEVELS)
    reached = line.anchors[min(rank, ENOUGH) : rank + 1] or (line.text,)
    said = [(f"Niveau « {LEVELS[rank]} »", " ".join(reached))]
    if rank < ENOUGH:
        said.append(("Pas encore montré", anchors[ENOUGH]))
    elif rank < highest and line.anchors:
        said.append(("Pour aller plus loin", anchors[rank + 1]))
    return tuple((typeset(heading), typeset(words)) for heading, words in said)


def sentence(words: str) -> str:
    """End words with one stop: theirs when it is another than a full stop.

    >>> sentence("Vu le 3."), sentence("Vu le 3"), sentence("Que faire ?")
    ('Vu le 3.', 'Vu le 3.', 'Que faire ?')
    """
    return words if words.endswith(("!", "?", "…")) else f"{words.rstrip('.')}."
