"""The colours of drawings can be read on white."""

import re

import pytest

from ntc.drawing import style


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [v for v in vars(style).values() if re.fullmatch("#.{6}", str(v))])
def test_colours_have_contrast_aa_on_white(colour):
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5
