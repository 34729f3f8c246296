"""How many people work at an account: a lognormal law by segment, and more where more is bought."""

from generator.core.stream import Stream

# Median and σ by segment: a garage is a handful of people, a town or a dairy is not.
_LAWS = {
    "SEG01": (60, 0.75),
    "SEG02": (18, 0.75),
    "SEG03": (28, 0.75),
    "SEG04": (26, 0.65),
    "SEG05": (45, 0.75),
    "SEG06": (32, 0.80),
    "SEG07": (35, 0.80),
    "SEG08": (6, 0.50),
    "SEG09": (13, 0.60),
    "SEG10": (110, 0.70),
    "SEG11": (22, 0.65),
    "SEG12": (120, 0.80),
}
_LEAST, _OTHERS = 2, 900
_MOST = {"SEG02": 260, "SEG04": 180, "SEG06": 450, "SEG11": 150}
# A garage or a printer that buys much is no larger than another.
_SMALL = ("SEG08", "SEG09")


def people(seg_id: str, stream: Stream) -> int:
    """Draw the size of an account of a segment."""
    return _within(int(stream.lognormal(*_LAWS[seg_id])), seg_id)


def buyer(seg_id: str, bought: int, per_head: int, stream: Stream) -> int:
    """Draw the size of an account that buys so many cents a year, in a trade worth ``per_head`` € a head."""
    usual = people(seg_id, stream)
    if seg_id in _SMALL:
        return usual
    return max(usual, _within(bought * stream.between(45, 75) // (10_000 * per_head), seg_id))


def _within(count: int, seg_id: str) -> int:
    return min(max(_LEAST, count), _MOST.get(seg_id, _OTHERS))
