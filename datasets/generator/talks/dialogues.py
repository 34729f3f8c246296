"""Five dialogues: what each speaker says, what one may answer, its worth, and the best that can be had.

The story, the choices and their points are the same in every variant; names, figures, wording, codes and the
order of the choices are not. Every path is walked, so that the best score is proved, not supposed.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator.core.codes import coded
from generator.core.stream import Stream
from generator.core.wording import capital, elided
from generator.core.world import World
from generator.talks import facts as told_of
from generator.talks import plain
from generator.words import read

KINDS = {
    "complaint": "réclamation",
    "call": "appel",
    "discovery": "découverte",
    "negotiation": "négociation",
    "closing": "conclusion",
}
_LONGER = 84
# Poor replies that ask nothing and yet end with a question, per cent; a long one gets no tail.
_TAILS, _LONG = 55, 90

Rows = list[dict[str, Any]]


class Path(NamedTuple):
    """A way through a dialogue: the codes of its choices, its points, those of the client and of the firm."""

    choices: tuple[str, ...]
    score: int
    client: int
    firm: int


class _Told(NamedTuple):
    """A dialogue told to a variant: its nodes and choices."""

    start: str
    nodes: Rows
    choices: Rows

    @property
    def lines(self) -> dict[str, str]:
        """What is said at each node."""
        return {row["node_id"]: row["text"] for row in self.nodes}

    def fair(self, most: int | None, *, in_turn: bool) -> bool:
        """Tell whether the form of the replies says nothing of their worth, or earns so much ``most``."""
        if self.two_sided:
            return plain.long_enough(self.choices) and not plain.serves(self.start, self.choices, self.lines)
        if most is None:
            return True
        earned = plain.earned(self.start, self.choices, self.lines, in_turn=in_turn)
        return plain.long_enough(self.choices) and earned <= most

    @property
    def two_sided(self) -> bool:
        """Whether the interests of the client and of the firm are counted apart."""
        return any(row["client_score"] is not None for row in self.choices)


def build(world: World) -> None:
    """Add the tables dialogues, dialogue_nodes and dialogue_choices."""
    dialogues, nodes, choices = [], [], []
    everyone = told_of.everyone(world)
    for rank, (key, kind) in enumerate(KINDS.items(), start=1):
        stream, tails = world.stream(f"dialogue_{key}"), world.stream(f"dialogue_tails_{key}")
        words, facts = read(f"dialogue_{key}"), everyone | told_of.OF_EACH[key](world, stream)
        mood = stream.pick(list(words["moods"])) if "moods" in words else None
        told = _tell(f"D{rank}", words, facts, mood, stream, tails)
        # Replies chosen unread earn little, and length tells nothing; where two interests are counted, they
        # serve one of them at most.
        while not told.fair(words.get("unread_at_most"), in_turn=words.get("in_turn", False)):
            told = _tell(f"D{rank}", words, facts, mood, stream, tails)
        dialogues.append(
            {
                "dialogue_id": f"D{rank}",
                "kind": kind,
                "title": _say([words["title"]], facts, stream),
                "setting": _say(words["setting"], facts, stream),
                "account_id": facts.get("account_id"),
                "start": told.start,
                "mood": mood,
                **_proof(told),
            }
        )
        nodes += told.nodes
        choices += told.choices
    world.add("dialogues", dialogues)
    world.add("dialogue_nodes", nodes)
    world.add("dialogue_choices", choices)


def _tell(
    dialogue: str, words: Mapping, facts: Mapping, mood: str | None, stream: Stream, tails: Stream
) -> _Told:
    codes = {name: code for code, name in coded(f"{dialogue}n", list(words["nodes"]), stream)}
    nodes, choices = [], []
    for name, code in sorted(codes.items(), key=lambda item: item[1]):
        node = words["nodes"][name]
        text = _say(node["say"], facts, stream)
        if node.get("mood"):
            text = f"{stream.pick(words['moods'][mood])} {text}"
        nodes.append(
            {
                "node_id": code,
                "dialogue_id": dialogue,
                "speaker": words["cast"][node["who"]].format(**facts),
                "text": text,
                "last": "ending" in node,
                "ending": node.get("ending"),
                "facts": ", ".join(node["facts"]) if "facts" in node else None,
                "stage": words.get("stages", {}).get(name),
            }
        )
        for letter, choice in zip("abcd", stream.shuffled(node.get("choices", ())), strict=False):
            client, firm = choice.get("client"), choice.get("firm")
            # A poor answer is sometimes the longer one, so that length gives nothing away.
            more = [choice["more"]] if "more" in choice and stream.chance(_LONGER) else []
            text = _say([*choice["say"], *more], facts, stream)
            tailed = words.get("tailed", True) and _poor(choice, node)
            if tailed and "?" not in text and len(text) < _LONG and tails.chance(_TAILS):
                text = f"{text} {tails.pick(words.get('tails') or read('dialogues')['tails'])}"
            choices.append(
                {
                    "choice_id": f"{code}{letter}",
                    "node_id": code,
                    "text": text,
                    "next": codes[choice["to"]],
                    "discount_pct": choice.get("pct"),
                    "flags": ", ".join(choice["flags"]),
                    "score": _score(choice),
                    "client_score": client,
                    "firm_score": firm,
                }
            )
    return _Told(codes[words["start"]], nodes, choices)


def _score(choice: Mapping) -> int:
    return choice["score"] if "score" in choice else choice["client"] + choice["firm"]


def _poor(choice: Mapping, node: Mapping) -> bool:
    """Tell whether a reply earns less than another of its node."""
    return _score(choice) < max(map(_score, node["choices"]))


def _say(parts: Sequence[Sequence[str]], facts: Mapping, stream: Stream) -> str:
    """Join one wording of each part; what stands in braces is filled, the first letter is a capital."""
    return capital(elided(" ".join(stream.pick(part) for part in parts).format(**facts)))


def _proof(told: _Told) -> dict[str, Any]:
    """Walk every path; return their number, the best and worst scores, and one way to the best."""
    paths = list(_paths(told, told.start, Path((), 0, 0, 0)))
    scores = [path.score for path in paths]
    best = max(paths, key=lambda path: (path.score, path.choices))
    return {
        "paths": len(paths),
        "best_score": best.score,
        "worst_score": min(scores),
        "best_path": " ".join(best.choices),
        "best_client": max(path.client for path in paths) if told.two_sided else None,
        "best_firm": max(path.firm for path in paths) if told.two_sided else None,
    }


def _paths(told: _Told, node: str, so_far: Path) -> Iterator[Path]:
    """Yield every path from a node on. Raises ValueError when a dialogue could turn in a circle."""
    if len(so_far.choices) > len(told.nodes):
        raise ValueError(f"the dialogue turns in a circle at {node}")
    onward = [row for row in told.choices if row["node_id"] == node]
    if not onward:
        yield so_far
    for row in onward:
        yield from _paths(
            told,
            row["next"],
            Path(
                (*so_far.choices, row["choice_id"]),
                so_far.score + row["score"],
                so_far.client + (row["client_score"] or 0),
                so_far.firm + (row["firm_score"] or 0),
            ),
        )
