"""cp1-swot: twenty-four cards on a board of four columns, six of which belong nowhere."""

from collections.abc import Mapping, Sequence, Set

from autograder.keys.answers import Answers
from autograder.keys.primitives import combine, mark_board
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.mark import Mark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.exercises import Part

ID = "cp1-swot"
OUT = "dehors"
INSIDE, OUTSIDE = {"F", "Fa"}, {"O", "M"}
# What makes the very fact of a card doubtful, until a second source confirms it: nobody answers for it, or it
# is told of others than us. « Est-ce établi ? » is the board's first rule: to leave it out is as sound.
DOUBTFUL = ("à recouper", {"non signé", "champ"})
THREAT = "Une menace vient du dehors : si Galerne peut la supprimer seule, c’est une faiblesse."
RIVAL = "La faiblesse d’un rival est une opportunité, pas notre force."
SOURCED = "Rien n’entre au tableau sans source."


@key(ID)
def swot(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Cards in their place, less half of those in a wrong one, ÷ the cards that have a place."""
    exercise, entry = exercises.load()[ID], answers.entry(ID)
    right = accepted(case, truth)
    cards = {card.card_id: card.text for card in case.swot_cards}
    reasons = {label.card_id: label.reason for label in truth.swot_cards}
    mark = mark_board(
        Part("board", exercise.title), entry, right, cards, exercise.options["places"], OUT, reasons
    )
    return combine([mark], comments=_comments(right, entry.value or {}))


def accepted(case: Case, truth: Truth) -> dict[str, Set[str]]:
    """The places that may be defended for each card."""
    labels, (reliability, flaws) = truth.of("market_docs"), DOUBTFUL
    papers = {card.card_id: labels[card.doc_id] for card in case.swot_cards}
    doubtful = {code for code, it in papers.items() if it.reliability == reliability and it.flaw in flaws}
    return {
        label.card_id: {
            label.place,
            *filter(None, [label.also]),
            *([OUT] if label.card_id in doubtful else []),
        }
        for label in truth.swot_cards
    }


def _comments(right: Mapping[str, Set[str]], given: Mapping[str, str]) -> list[str]:
    """The rule behind a kind of mistake, said once."""
    wrong = [(right[card], place) for card, place in given.items() if place not in right[card]]
    return [
        *([THREAT] if any(places <= INSIDE and place == "M" for places, place in wrong) else []),
        *([RIVAL] if any(places <= OUTSIDE and place == "F" for places, place in wrong) else []),
        *([SOURCED] if any(places == {OUT} for places, _ in wrong) else []),
    ]


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    labels = truth.of("swot_cards")
    right = {card: label.place for card, label in labels.items()}
    on = [card for card, place in right.items() if place != OUT]
    out = [card for card, place in right.items() if place == OUT]
    places = accepted(case, truth)
    total, sole = len(on), [card for card in on if len(places[card]) == 1]
    doubtful = [card for card in on if OUT in places[card]]
    inside = next(card for card in sole if right[card] == "Fa")
    outside = next(card for card in sole if right[card] == "O")

    def changed(label: str, lost: float, **places: str) -> Specimen:
        return Specimen(label, {ID: {**right, **places}}, 1 - lost / total)

    return [
        Specimen("right", {ID: right}, 1.0),
        Specimen("what belongs nowhere is left where it lies", {ID: {c: right[c] for c in on}}, 1.0),
        *(
            changed(f"{card} in the other place that holds", 0, **{card: labels[card].also})
            for card in on
            if labels[card].also
        ),
        Specimen("what is doubtful is left out", {ID: {**right, **dict.fromkeys(doubtful, OUT)}}, 1.0),
        changed("a weakness for a threat", 1.5, **{inside: "M"}),
        changed("an opportunity for a strength of ours", 1.5, **{outside: "F"}),
        changed("a card left out that has a place", 1, **{inside: OUT}),
        changed("one without a source", 0.5, **{out[0]: "O"}),
        changed("all those without a source", 0.5 * len(out), **dict.fromkeys(out, "M")),
        *(
            Specimen(f"all in {place}", {ID: dict.fromkeys(right, place)}, 0.0)
            for place in ("F", "Fa", "O", "M", OUT)
        ),
        Specimen("half of the cards", {ID: {c: right[c] for c in on[:9]}}, _share(on[:9], on, doubtful)),
        *blank({ID: {}}, {ID: {inside: ""}}),
        *garbled({ID: {inside: "?"}}, {ID: ["F"]}),
    ]


def _share(kept: Sequence[str], on: Sequence[str], doubtful: Sequence[str]) -> float:
    """What cards in their place are worth when the others are left out: those that may be are not counted."""
    return len(kept) / (len(on) - sum(card not in kept for card in doubtful))
