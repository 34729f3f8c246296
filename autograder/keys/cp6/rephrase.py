"""cp6-rephrase: fifteen cards on a call: what she needs, what moves and binds her, what she never said."""

from collections.abc import Mapping
from dataclasses import replace

from autograder.keys.answers import Answers
from autograder.keys.primitives import combine
from autograder.keys.primitives.classes import mark_classes
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.mark import Mark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.french import typeset
from ntc.lessons.cp6 import plans

ID = "cp6-rephrase"
NOTED = {
    "C’est la parole de quelqu’un d’autre": "La parole d’une autre personne lui est attribuée.",
    "Un chiffre est déformé": "Un chiffre qu’elle a donné est déformé.",
    "C’est une déduction": "Une déduction est prise pour sa parole.",
    "C’est déjà une solution": "Une solution est prise pour sa parole.",
}
"""By what is wrong with a card that she did not say, what a jury is told of whoever lends it to her."""


@key(ID)
def rephrase(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Cards by what they are, each class alike and beyond chance."""
    part, entry = exercises.load()[ID].parts["cards"], answers.entry(ID)
    cards, places = dict(plans.cards(case)), dict(plans.card_places(case))
    mark = mark_classes(
        part,
        entry,
        {code: (place,) for code, place in right_of(case, truth).items()},
        cards,
        places,
        _reasons(case, truth),
    )
    lent = _lent(case, truth, entry.value or {})
    return combine([replace(mark, noted=tuple(typeset(NOTED[flaw]) for flaw in lent))])


def right_of(case: Case, truth: Truth) -> dict[str, str]:
    """Where each card belongs."""
    labels = truth.of("quiz_items")
    return {code: labels[code].right for code, _ in plans.cards(case)}


def flaws(case: Case, truth: Truth) -> dict[str, str]:
    """Of each card that she did not say, where it comes from."""
    labels, texts = truth.of("quiz_items"), {row.choice_id: row.text for row in case.quiz_choices}
    return {code: texts[labels[code].flaw] for code, _ in plans.cards(case) if labels[code].flaw}


def _lent(case: Case, truth: Truth, given: Mapping[str, str]) -> list[str]:
    """What is wrong with the cards that were lent to her, each said once."""
    aside = plans.left_out(case)
    found = (flaw for code, flaw in flaws(case, truth).items() if given.get(code, aside) != aside)
    return list(dict.fromkeys(found))


def _reasons(case: Case, truth: Truth) -> dict[tuple[str, str], str]:
    """Of what she did not say, where it comes from; of the rest, what the place that was named is for."""
    items, places = truth.of("quiz_items"), truth.of("quiz_choices")
    aside = plans.left_out(case)
    return {
        (code, place): items[code].reason if items[code].right == aside else places[place].reason
        for code, _ in plans.cards(case)
        for place, _ in plans.card_places(case)
    }


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    right, aside = right_of(case, truth), plans.left_out(case)
    places = [code for code, _ in plans.card_places(case)]
    # A card of three, or of six, in one class of four.
    three, six = (1 / size / 4 / (1 - 1 / 4) for size in (3, 6))
    said = [code for code in right if right[code] != aside]
    return [
        Specimen("right", {ID: right}, 1.0),
        *(
            Specimen(f"{code} ({flaw}) lent to her as {place}", {ID: {**right, code: place}}, 1 - six)
            for code, flaw in flaws(case, truth).items()
            for place in places
            if place != aside
        ),
        *(Specimen(f"{code} not heard", {ID: {**right, code: aside}}, 1 - three) for code in said),
        *(
            Specimen(f"{code} taken for {place}", {ID: {**right, code: place}}, 1 - three)
            for code in said[:4]
            for place in places
            if place not in (aside, right[code])
        ),
        Specimen("what she said alone", {ID: {code: right[code] for code in said}}, 1 - 6 * six),
        Specimen("nothing was said", {ID: dict.fromkeys(right, aside)}, 0.0),
        *(Specimen(f"all in {place}", {ID: dict.fromkeys(right, place)}, 0.0) for place in places),
        *blank({ID: {}}),
        *garbled({ID: {"ghost": "?"}}, {ID: ["?"]}, {ID: {said[0]: "?"}}),
    ]
