"""What two tabs made of one answer: the page and the kernel put it together in the same way."""

import random

import pytest

from ntc.fields.merging import merge
from tests.browser.bare import open_bare

pytestmark = pytest.mark.browser


def some_table(dice: random.Random) -> dict:
    """Up to three rows of up to two cells; a row may be there without any."""
    return {
        row: {name: dice.choice("123") for name in "xy" if dice.random() < 0.6}
        for row in "abc"
        if dice.random() < 0.7
    }


def test_the_page_and_the_kernel_come_to_the_same(page):
    dice = random.Random(9)
    cases = [[some_table(dice) for _ in range(3)] for _ in range(400)]
    cases += [[None, *case[1:]] for case in cases[:40]]
    open_bare(page)
    merged = page.evaluate(
        """async (cases) => {
            const { merge } = await import("/lab/extensions/ntc-lesson/page/merging.js");
            return cases.map((case_) => merge(...case_));
        }""",
        cases,
    )
    assert merged == [merge(*case) for case in cases]
