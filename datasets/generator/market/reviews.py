"""What customers publish about us and our rivals: 64 reviews, of which eight were bought together (T14).

Of our own bad ones, one is recent, verified and without a reply: the one to answer first.
"""

from datetime import date, timedelta

from generator.core.codes import coded
from generator.core.stream import Stream
from generator.core.world import World
from generator.market import stars
from generator.market.stars import Given
from generator.words import read

_US, _WEB = "Galerne Air Industrie", "AirPromo-Pro"
_SHAM, _ATTACK, _ASTRAY = 8, 2, 3
# So few stars that keeping what is meant for others, and keeping the attacks, give means that differ.
_STARS_ASTRAY = 4
_FIRST, _LAST = date(2025, 1, 15), date(2026, 1, 9)
# When the bad review that waits for its reply was posted; the other bad ones are older.
_WAITING = (date(2025, 12, 1), _LAST)
_ANSWERED = {_US: 3, "Compressane": 2, "Vizair Ouest": 3}


class _Deck:
    """Sentences dealt one after another, shuffled again once all have been used."""

    def __init__(self, items: list[str], stream: Stream) -> None:
        self._items, self._stream, self._left = items, stream, stream.shuffled(items)

    def __len__(self) -> int:
        return len(self._left)

    def draw(self) -> str:
        self._left = self._left or self._stream.shuffled(self._items)
        return self._left.pop()


def build(world: World) -> None:
    """Add the table reviews."""
    stream, words = world.stream("reviews"), read("reviews")
    decks = {name: _Deck(words[name], stream) for name in ("open", "happy", "mixed", "angry", "replies")}
    astray = _sample_astray(words["astray"]["texts"], stream)
    given = {
        _US: stars.ours([one for one, _ in astray], world.stream("our stars")),
        _WEB: stars.web_seller(world.stream("stars of the web seller")),
    }
    rows = [
        row
        for item in words["companies"]
        for row in _genuine(item, given.get(item["name"]) or _given(item, stream), decks, stream)
    ]
    rows += _sham(words["sham"], stream) + _attack(words["attack"], stream)
    rows += [_astray(words["astray"], *one, stream) for one in astray]
    world.add("reviews", ({"review_id": code, **row} for code, row in coded("AV", rows, stream)))


def _review(company: str, day: date, stars: int, text: str, **more: object) -> dict:
    return {
        "company": company,
        "date": day,
        "stars": stars,
        "text": text,
        "verified": False,
        "reply": None,
        "kind": "suspect",
        "best_reply": "aucune",
        "trap": None,
        **more,
    }


def _given(item: dict, stream: Stream) -> list[Given]:
    return [Given(one, stream.chance(84)) for one in stream.shuffled(stream.pick(item["stars"]))]


def _genuine(item: dict, given: list[Given], decks: dict[str, _Deck], stream: Stream) -> list[dict]:
    own = [name for name in ("open", "praise", "blame") if name in item]
    decks = decks | {name: _Deck(item[name], stream) for name in own}
    answered, rows = _ANSWERED.get(item["name"], 0), []
    waiting = stream.pick([one for one in given if one.stars <= 2 and one.verified] or [None])
    for number, one in enumerate(given):
        reply = decks["replies"].draw() if answered and one.stars >= 4 else None
        answered -= reply is not None
        best = "aucune"
        if item["name"] == _US and not reply:
            best = "remercier" if one.stars >= 4 else "expliquer et proposer"
        rows.append(
            _review(
                item["name"],
                _between(*_window(item["name"], one, one is waiting), stream),
                one.stars,
                _text(one.stars, decks, len(given) - number, stream),
                verified=one.verified,
                reply=reply,
                kind="authentique",
                best_reply=best,
            )
        )
    return rows


def _window(company: str, one: Given, waiting: bool) -> tuple[date, date]:
    """Return when a review may have been posted."""
    if company != _US or one.stars > 2:
        return _FIRST, _LAST
    return _WAITING if waiting else (_FIRST, _WAITING[0] - timedelta(1))


def _between(first: date, last: date, stream: Stream) -> date:
    return first + timedelta(stream.between(0, (last - first).days))


def _text(stars: int, decks: dict[str, _Deck], to_come: int, stream: Stream) -> str:
    """Join sentences in the order of speech: where one speaks from, what happened, how one leaves.

    Nobody praises twice when the reviews to come would then have to repeat a sentence.
    """
    parts = ["open"] if stream.chance(48) else []
    if stars >= 4:
        twice = stream.chance(45 if stars == 5 else 30) and len(decks["praise"]) > to_come
        parts += ["praise"] * (1 + twice)
        parts += ["happy"] if stream.chance(60 if stars == 5 else 25) else []
    elif stars == 3:
        parts += stream.shuffled(["praise", "blame"]) + (["mixed"] if stream.chance(70) else [])
    else:
        parts += ["blame"] * (1 + stream.chance(50) if stars == 2 else 2)
        parts += ["mixed"] if stars == 2 else ["angry"]
    fields = {
        "years": stream.between(3, 19),
        "staff": stream.between(18, 140),
        "hands": stream.between(3, 9),
        "months": stream.between(3, 20),
    }
    return " ".join(decks[part].draw() for part in parts).format(**fields)


def _sham(item: dict, stream: Stream) -> list[dict]:
    """Make five-star reviews posted within two days, by nobody who bought (T14)."""
    day = date(2025, 11, 10) + timedelta(stream.between(0, 36))
    return [
        _review(
            item["company"], day + timedelta(number % 2), 5, _wordy(text, item["more"], stream), trap="T14"
        )
        for number, text in enumerate(stream.sample(item["texts"], _SHAM))
    ]


def _wordy(text: str, more: list[str], stream: Stream) -> str:
    """Add up to two sentences that say nothing to a text: honest reviews are as long."""
    return " ".join([text, *stream.sample(more, stream.between(0, 2))])


def _attack(item: dict, stream: Stream) -> list[dict]:
    day = date(2025, 11, 24) + timedelta(stream.between(0, 30))
    return [
        _review(
            item["company"],
            day + timedelta(stream.between(0, 9)),
            1,
            _wordy(text, item["more"], stream),
            best_reply="signaler",
        )
        for text in stream.sample(item["texts"], _ATTACK)
    ]


def _sample_astray(texts: list, stream: Stream) -> list:
    chosen = stream.sample(texts, _ASTRAY)
    while sum(given for given, _ in chosen) > _STARS_ASTRAY:
        chosen = stream.sample(texts, _ASTRAY)
    return chosen


def _astray(item: dict, given: int, text: str, stream: Stream) -> dict:
    return _review(
        item["company"],
        _between(_FIRST, _LAST, stream),
        given,
        _wordy(text, item["more"], stream),
        kind="hors sujet",
        best_reply="orienter",
    )
