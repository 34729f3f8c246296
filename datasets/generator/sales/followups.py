"""How often each quote was followed up: no more than the rule asks, nor after its answer (R22, T11)."""

from datetime import timedelta

from generator.core.books import Quote
from generator.core.dates import CLOSING
from generator.core.rules import policy
from generator.core.stream import Stream

# (quotes, wins) of those followed up never, once, twice or more.
Groups = tuple[tuple[int, int], ...]


def spread(groups: Groups, won: list[Quote], missed: list[Quote], stream: Stream) -> None:
    """Say how often each quote of a year was followed up, so that the groups have the sizes given."""
    # Just over half of the quotes still open have never been followed up: that is the cheapest lever.
    opened = stream.shuffled([quote for quote in missed if quote.status == "en cours"])
    opened.sort(key=lambda quote: not _possible(quote))
    chased = opened[: len(opened) - len(opened) * 11 // 20]
    others = stream.shuffled([quote for quote in missed if quote.status != "en cours"])
    _, once, often = groups
    _share(stream.shuffled(won), once[1], often[1], stream)
    _share(chased + others, once[0] - once[1], often[0] - often[1], stream)


def _possible(quote: Quote) -> int:
    """Count the dates of the rule that fell before the answer, or before the closing date."""
    end = quote.closed_on or CLOSING
    return sum(quote.date + timedelta(days) < end for days in policy()["quote"]["followups"])


def _share(quotes: list[Quote], once: int, often: int, stream: Stream) -> None:
    """Follow up the first quotes that had the time for it: ``often`` twice or more, then ``once`` once."""
    twice = [quote for quote in quotes if _possible(quote) >= 2][:often]
    for quote in twice:
        quote.followups = stream.between(2, _possible(quote))
    left = [quote for quote in quotes if quote not in twice and _possible(quote)]
    for quote in left[:once]:
        quote.followups = 1
