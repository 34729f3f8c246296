"""What is heard of a take: her words, the sentences that a turn offers, what one has noted."""

from random import Random

from ntc.french import count, euros, listing, typeset
from ntc.instruments.bargaining.table import POOR, USEFUL, WAYS_OUT, Move, Table, small
from ntc.instruments.bargaining.take import (
    BEYOND,
    BROKEN,
    CLOSED,
    DISPARAGED,
    HALF,
    LAST_WORD,
    LATE,
    LEFT,
    MOTIVE,
    PROMISED,
    RETURNS,
    SAID_BACK,
    SCOPE,
    SIGNED,
    UNDER_FLOOR,
    Take,
    Turn,
)

_POOR_SHOWN = 4
_OPENING = "ouverture"
_SCENES = {
    LEFT: "(Vous rangez votre stylo. Elle vous raccompagne, et garde votre carte.)",
    BROKEN: "(La porte claque derrière vous.)",
}
_ENDS = {
    SIGNED: "Elle signe.",
    LEFT: "Vous partez, la porte reste ouverte.",
    BROKEN: "Vous avez rompu.",
    CLOSED: "Elle a fermé le dossier.",
    LATE: "L’heure est passée.",
}
_FAULTS = {
    DISPARAGED: "vous avez rabaissé l’autre maison",
    PROMISED: "vous avez promis ce que rien ne garantit",
    UNDER_FLOOR: "c’est sous notre prix plancher",
    BEYOND: "c’est au-delà de vos pouvoirs",
}
"""What no seller may do, told to whoever practises: she takes it, and nobody else would say it."""


def opening(table: Table) -> str:
    """Her first line."""
    return _line(table, _OPENING, 0)


def replies(take: Take) -> list[str]:
    """What she answers to each move, in order: no wording again before the others of its kind."""
    met: dict[str, int] = {}
    found = []
    for turn in take.turns:
        said = []
        for code in turn.codes:
            said.append(_line(take.table, code, met.get(code, 0)))
            met[code] = met.get(code, 0) + 1
            if code == RETURNS:
                said.append(typeset(f"{'; '.join(map(small, returns(take.table)))}.").replace("; ", " ; "))
        found.append(typeset(" ".join(said)))
    if take.end in _SCENES and found:
        found[-1] = typeset(_SCENES[take.end])
    return found


def returns(table: Table) -> list[str]:
    """What she can give, in the words of the table."""
    return [text for code, text in table.counterparts.items() if table.kind(code) in table.traits.gives]


def _line(table: Table, code: str, rank: int) -> str:
    own = [
        text
        for one, mood, mobile, text in table.lines
        if one == code and mood in ("", table.traits.mood) and mobile in ("", table.traits.mobile)
    ]
    start = Random(f"{table.name}/{code}").randrange(len(own))
    return own[(start + rank) % len(own)]


def sheet(take: Take) -> list[Move]:
    """What one may say now: the useful sentences, four of the poor ones, in any order."""
    chance = Random(f"{take.table.name}/{len(take.turns)}")
    kinds = [*USEFUL, *chance.sample(POOR, _POOR_SHOWN)]
    chance.shuffle(kinds)
    return [_worded(take, kind) for kind in kinds]


def ways_out(take: Take) -> list[Move]:
    """The three ways to end it."""
    return [_worded(take, kind) for kind in WAYS_OUT]


def _worded(take: Take, kind: str) -> Move:
    own = [one for one in take.table.sentences if one.kind == kind]
    said = sum(turn.move.kind == kind for turn in take.turns)
    return own[(Random(f"{take.table.name}/{kind}").randrange(len(own)) + said) % len(own)]


def notes(take: Take) -> list[tuple[str, str]]:
    """What the pad holds: what she told, and what was granted; nothing that she did not say."""
    heard = dict(zip((turn.codes for turn in take.turns), replies(take), strict=True))
    by_code = {code: text for codes, text in heard.items() for code in codes}
    kept = {
        "Leur page": by_code.get("page") or by_code.get("page refaite") if SCOPE in take.known else None,
        "Ce qui l’inquiète": by_code.get("mobile") if MOTIVE in take.known else None,
        "Vérifié": by_code.get("oui") if SAID_BACK in take.known else None,
        "Ce qu’elle peut donner": listing([small(one) for one in returns(take.table)])
        if RETURNS in take.known
        else None,
        "Dernier mot": by_code.get("dernier mot") if LAST_WORD in take.known or take.bluff else None,
        "Accordé": " ; ".join(granted(take)) if take.given else None,
    }
    return [(typeset(head), typeset(text)) for head, text in kept.items() if text]


def granted(take: Take) -> list[str]:
    """What was given, each against what, with its cost."""
    told = []
    for one in take.given:
        what = "la poire en deux" if one.code == HALF else small(take.table.concessions[one.code].label)
        against = (
            f"contre {small(take.table.counterparts[one.against])}" if one.against else "sans contrepartie"
        )
        told.append(f"{what} ({euros(one.cost)}), {against}")
    return told


def ended(take: Take) -> str:
    """How it ended, in a sentence."""
    return typeset(_ENDS[take.end]) if take.end else ""


def cost(turn: Turn) -> str:
    """What a move did, for whoever practises: minutes, trust, what separates them, margin, faults."""
    told = []
    if turn.trust:
        told.append(f"confiance {'+' if turn.trust > 0 else '−'} {abs(turn.trust)}")
    if turn.gap:
        told.append(f"écart {'+' if turn.gap > 0 else '−'} {euros(abs(turn.gap), 0)}")
    faults = [_FAULTS[one] for one in sorted(turn.faults)]
    return typeset(" · ".join([_spent(turn, told), *faults]))


def spent(turn: Turn, rank: int) -> str:
    """What a move of a take that is over cost: what was in view all along, minutes and margin."""
    return typeset(f"Réplique {rank} · {_spent(turn, [])}")


def _spent(turn: Turn, told: list[str]) -> str:
    lost = [f"marge − {euros(abs(turn.margin))}"] if turn.margin else []
    return typeset(" · ".join([count(turn.move.minutes, "minute"), *told, *lost]))
