"""Exercise cp6-rephrase: the joinery's other owner telephones: what she needs, fears and must keep to.

What moves her is hers: what her partner told on the visit is not repeated, nor what the buyer will tell.
"""

from datetime import date

from generator.core.stream import Stream
from generator.core.wording import clock
from generator.core.world import World
from generator.joinery.said import people_said, site_said
from generator.joinery.story import PHONED
from generator.talks.transcripts import Cue, Talk, Voice
from generator.words import read
from ntc.french import NBSP, day_in_words

_MINUTES = range(9 * 60 + 20, 11 * 60 + 30, 5)


def partner(world: World, voice: Voice, stream: Stream) -> Talk:
    """Return the talk: fourteen replies, hers and those of the seller who listens."""
    words, said = read("joinery")["call"], people_said(world)
    facts = {"limit": "15\u202f000", **said, **site_said(world), "who": said["madam"]}
    columns = {
        "kind": "découverte",
        "held_on": PHONED,
        "start": clock(stream.pick(_MINUTES)),
        "channel": "téléphone",
        "account_id": said["account_id"],
        "company": said["company"],
        "contact": f"{said['madam']}, associée, tient les comptes",
        "setting": stream.pick(words["setting"]).format(**facts | {"day": _day(PHONED)}),
    }
    lines = [voice.say(Cue(role, [text]), facts) for role, text in words["lines"]]
    return Talk(columns, {"seller": "Vous", "madam": said["madam"]}, lines)


def _day(value: date) -> str:
    return f"Mardi {day_in_words(value).rpartition(NBSP)[0]}"
