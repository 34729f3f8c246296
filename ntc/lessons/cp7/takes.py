"""The two takes that CP7 opens on: to give in, to hold; the engine's own replies to a fixed script."""

from collections import Counter
from collections.abc import Sequence

from ntc.case import Case
from ntc.french import count, euros, percent, quoted, typeset
from ntc.instruments.bargaining import said
from ntc.instruments.bargaining.take import Take
from ntc.instruments.script import Script, practised
from ntc.lessons.cp7.facing import buyer_table, facing

GIVE_IN = ("poire", "poire", "chef")
HOLD = ("tenir", "refuser", "catalogue", "tenir")
_BETS = (
    "rien n’est perdu de la marge",
    "un dixième environ de la marge est parti",
    "un quart environ de la marge est parti",
)
_SCENE = "Mardi 10 février 2026, 9 h 12. Avant chaque réplique, un pari : après elle, que restera-t-il ?"


def take(case: Case, script: Sequence[str]) -> Take:
    """A script played until it is over (« prise »), each kind of sentence in its next wording."""
    played, met = Take(buyer_table(case)), Counter[str]()
    for kind in script:
        own = [one for one in played.table.sentences if one.kind == kind]
        if not played.end:
            played.play(own[met[kind] % len(own)])
        met[kind] += 1
    return played


def replayed(case: Case, title: str, script: Sequence[str]) -> Script:
    """A take to hear line by line: before each of the seller's, one bets on what is left of the margin."""
    played, her = take(case, script), facing(case)
    whole = played.table.price - played.table.unit_cost
    margin, left = whole, played.table.minutes
    heard = {"a": said.opening(played.table)}
    answers: dict[str, list[tuple[str, str, str]]] = {}
    for rank, (turn, reply) in enumerate(zip(played.turns, said.replies(played), strict=True), 1):
        here, following = _place(rank - 1), _place(rank)
        margin, left = margin + turn.margin, left - turn.move.minutes
        lost = (whole - margin) / whole
        told = f"Marge : {euros(margin, 0)}" + (
            f", soit {percent(lost, 1)} de moins" if lost else ", intacte"
        )
        told += f" ; il reste {count(left, 'minute')}."
        # He speaks once: the bets alone are three.
        heard[here] += f" (Le vendeur va répondre : {quoted(turn.move.text)})"
        heard[following] = reply
        answers[here] = [(f"Mon pari : {bet}.", following, told) for bet in _BETS]
    lines = {place: (her, text) for place, text in heard.items()}
    return practised(typeset(title), _SCENE, "a", lines, answers)


def first_take(case: Case) -> Script:
    """To give in (« céder »)."""
    return replayed(case, "Prise 1 : céder", GIVE_IN)


def second_take(case: Case) -> Script:
    """To hold (« tenir »)."""
    return replayed(case, "Prise 2 : tenir", HOLD)


def _place(rank: int) -> str:
    return "abcdefgh"[rank]
