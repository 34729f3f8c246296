"""Replies to contests (*réponses aux contestations*): what was answered, for a learner's next feedback.

Here and not where contests are read, so that feedback needs to know nothing of these.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime

from autograder.grading import jsonfile
from autograder.grading.places import Places


@dataclass(frozen=True)
class Reply:
    """What was answered to a contest of an exercise: when and by whom, whether the mark is kept, and why.

    ``contest`` names it; ``part`` is the question that it was about, in words, empty for the whole exercise;
    ``words`` are what the learner had said.
    """

    contest: str
    exercise: str
    part: str
    words: str
    when: str
    who: str
    kept: bool
    why: str

    @property
    def moment(self) -> datetime:
        """When it was answered, on the clock of this place."""
        return datetime.fromisoformat(self.when).astimezone()


def read(places: Places, learner: str, lesson: str) -> tuple[Reply, ...]:
    """What was answered to a learner about a lesson, the oldest first; nothing where the note is damaged."""
    raw = jsonfile.read(places.replies(learner, lesson))
    try:
        found = tuple(Reply(**each) for each in raw or ())
        return tuple(sorted(found, key=lambda reply: reply.moment))
    except (TypeError, ValueError):
        return ()


def give(places: Places, learner: str, lesson: str, reply: Reply) -> None:
    """Keep a reply, in the place of an earlier one to the same contest; raises OSError."""
    others = [each for each in read(places, learner, lesson) if each.contest != reply.contest]
    jsonfile.write(places.replies(learner, lesson), [asdict(each) for each in (*others, reply)])


def mark(places: Places, learner: str, lesson: str) -> str:
    """What tells the replies of a lesson from others; empty without any."""
    told = [(each.contest, each.when, each.kept, each.why) for each in read(places, learner, lesson)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest() if told else ""
