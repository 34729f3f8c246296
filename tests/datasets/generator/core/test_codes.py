"""Codes of items: of the variant, in its order."""

from generator.core.codes import coded
from generator.core.stream import Stream


def test_codes_depend_on_the_stream():
    items = list("abcdefgh")
    codes = [coded("k", items, Stream(variant, "codes")) for variant in ("00", "01")]
    assert codes[0] != codes[1]
    assert sorted(item for _, item in codes[0]) == items
    assert [code for code, _ in codes[0]][:2] == ["k01", "k02"]
