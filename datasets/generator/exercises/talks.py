"""Talks written down: six callbacks to qualify, a negotiation to debrief, a client who telephones."""

from generator.core.names import surnames
from generator.core.world import World
from generator.exercises.cp5_qualify import callbacks
from generator.exercises.cp6_rephrase import partner
from generator.exercises.cp7_debrief import debrief
from generator.talks.transcripts import Voice, written

_TRUTH = (
    "need",
    "budget",
    "decider",
    "deadline",
    "competitor",
    "machine_kw",
    "verdict",
    "next_step",
    "next_by",
)


def build(world: World) -> None:
    """Add the tables talks and talk_lines."""
    stream = world.stream("talks")
    names = iter(stream.shuffled(surnames(world.variant)[-105:-75]))
    called = callbacks(world, world.stream("callbacks"), names)
    met = {talk.columns.get("account_id") for talk in called}
    heard = world.stream("talk of the joinery")
    debriefed = debrief(world, Voice(stream), stream, names, met)
    talks = [*called, debriefed, partner(world, Voice(heard), heard)]
    known = dict.fromkeys(("account_id", "company", "setting", *_TRUTH))
    coded = [(f"E{number}", talk) for number, talk in enumerate(talks, start=1)]
    world.add("talks", ({"talk_id": code} | known | talk.columns for code, talk in coded))
    world.add("talk_lines", (row for code, talk in coded for row in written(talk, code, stream)))
