"""The streams: the same draws everywhere, and none shared between two names."""

from statistics import fmean, stdev

from generator.core.stream import Stream, exp


def test_draws_are_pinned():
    """These numbers are the contract: were they to change, every table of every variant would."""
    stream = Stream("00", "orders")
    assert [stream.below(1_000) for _ in range(5)] == [704, 55, 59, 254, 616]
    assert Stream("00", "orders").shuffled(range(6)) == [2, 1, 3, 5, 0, 4]


def test_names_make_streams_of_their_own():
    names = [("00", "orders"), ("00", "quotes"), ("01", "orders"), ("01", "quotes")]
    assert len({Stream(*name).below(10**6) for name in names}) == 4


def test_draws_keep_to_their_bounds():
    stream = Stream("test")
    draws = [stream.between(3, 5) for _ in range(300)]
    assert set(draws) == {3, 4, 5}
    assert sorted(stream.sample(range(10), 10)) == list(range(10))
    assert stream.weighted([("a", 0), ("b", 1)]) == "b"
    assert {stream.chance(0) for _ in range(50)} == {False}
    assert {stream.chance(100) for _ in range(50)} == {True}


def test_the_bell_is_centred():
    stream = Stream("bell")
    draws = [stream.normal(9, 14) for _ in range(4_000)]
    assert abs(fmean(draws) - 9) < 1
    assert abs(stdev(draws) - 14) < 1


def test_exponential():
    assert round(exp(1), 9) == 2.718281828
    assert exp(0) == 1
