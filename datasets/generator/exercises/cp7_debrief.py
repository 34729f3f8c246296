"""A negotiation that a colleague lost: he talks too much, walks past signals, and commits one fault.

Where these stand moves from variant to variant: openings and discoveries have several lengths.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date

from generator.core import workdays
from generator.core.stream import Stream
from generator.core.wording import clock
from generator.core.world import World
from generator.talks.transcripts import Cue, Talk, Voice
from generator.words import read
from ntc.french import NBSP

# How many replies the opening and the discovery have; steps from a variant to the next among the layouts.
_OPENINGS, _DISCOVERIES, _STEP = (2, 3, 4), (3, 5), 5
_LAYOUTS = len(_OPENINGS) * len(_DISCOVERIES)
# A promise that leans on what the rival cannot keep disparages too.
_ALSO = {"promesse sans vérifier": "dénigrement"}
_SEGMENTS = ("SEG01", "SEG03", "SEG05", "SEG07")


def debrief(
    world: World, voice: Voice, stream: Stream, names: Iterator[str], elsewhere: Container[str]
) -> Talk:
    """Return the talk: its phases, three signals of which one is taken up, three faults.

    Nobody whose account is ``elsewhere``, in another talk, is met.
    """
    words, hours = read("talks")["debrief"], {row["level"]: row["sla_hours"] for row in world["contracts"]}
    account = stream.pick(
        [
            row
            for row in world["prospects"]
            if row["seg_id"] in _SEGMENTS and row["employees"] > 40 and row["prospect_id"] not in elsewhere
        ]
    )
    fault = stream.pick(sorted(words["price"]))
    facts = {
        "buyer": f"Mme{NBSP}{next(names)}",
        "machine": stream.pick(("GVV-22", "GVV-37", "GVV-55")),
        "rival": stream.pick(("Compressane", "Vizair Ouest")),
        "gap": stream.between(8, 14),
        "serenity": hours["Sérénité"],
        "full": hours["Intégral"],
    }
    layout = divmod(int(world.variant) * _STEP % _LAYOUTS, len(_DISCOVERIES))
    lengths = {"opening": _OPENINGS[layout[0]], "discovery": _DISCOVERIES[layout[1]]}
    part = {
        name: [Cue(who, [text]) for who, text in stream.pick(_long(words[name], lengths.get(name)))["lines"]]
        for name in ("opening", "discovery", "pitch", "objection", "closing")
    }
    for name, place, label in (
        ("discovery", -1, "besoin non creusé"),
        ("pitch", 0, "monologue"),
        ("objection", 1, fault),
    ):
        part[name][place] = part[name][place]._replace(labels={"fault": label, "also": _ALSO.get(label)})
    part["objection"][1] = part["objection"][1]._replace(wordings=words["price"][fault])
    # Whoever cites these is neither right nor wrong: the second monologue, whether the dryer is in the price,
    # lines taken off, a hasty end and what is replied to it, a first need that is not asked about either.
    half_heard = [("discovery", 2)] if len(part["discovery"]) > _DISCOVERIES[0] else []
    for name, place in (
        ("pitch", 1), ("objection", 2), ("objection", 3), ("closing", 0), ("closing", 1), *half_heard,
    ):  # fmt: skip
        part[name][place] = part[name][place]._replace(labels={"tolerated": True})
    early, late = _signals(words["signal"], stream)
    phases = {
        "ouverture": part["opening"],
        "découverte": part["discovery"],
        "argumentation": [part["pitch"][0], *early, *part["pitch"][1:]],
        "objection": [*part["objection"], *late],
        "conclusion": part["closing"],
    }
    lines = [
        voice.say(cue._replace(labels={"phase": phase, **cue.labels}), facts)
        for phase, group in phases.items()
        for cue in group
    ]
    columns = {
        "kind": "négociation",
        "held_on": stream.pick(workdays.working_days(date(2025, 12, 1), date(2025, 12, 19))),
        "start": clock(9 * 60 + 15 * stream.below(7)),
        "channel": "visite",
        "account_id": account["prospect_id"],
        "company": account["name"],
        "contact": f"{facts['buyer']}, responsable des achats",
        "setting": stream.pick(words["setting"]),
    }
    return Talk(columns, {"seller": "Le vendeur", "buyer": facts["buyer"]}, lines)


def _long(blocks: Sequence[Mapping], replies: int | None) -> list[Mapping]:
    """Return the blocks of so many replies, all when it does not matter."""
    return [block for block in blocks if replies in (None, len(block["lines"]))]


def _signals(words: Sequence[Mapping[str, str]], stream: Stream) -> tuple[list[Cue], list[Cue]]:
    """Draw three buying signals, one of them taken up: those of the pitch, those of the objection."""
    early, late = (
        stream.shuffled([item for item in words if item["phase"] == phase])
        for phase in ("argumentation", "objection")
    )
    several = stream.between(1, 2)
    drawn = [*early[:several], *late[: 3 - several]]
    taken = stream.pick(drawn)
    said_so: dict[str, list[Cue]] = {"argumentation": [], "objection": []}
    for item in drawn:
        heard = item is taken
        said_so[item["phase"]] += [
            Cue("buyer", [item["buyer"]], {"signal": "relevé" if heard else "manqué"}),
            # To walk past a signal is a fault too, told of the signal: blamed again, it counts for nothing.
            Cue("seller", [item["taken" if heard else "missed"]], {} if heard else {"tolerated": True}),
        ]
    return said_so["argumentation"], said_so["objection"]
