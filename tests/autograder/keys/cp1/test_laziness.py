"""What costs no thought pays next to nothing in CP1: one answer everywhere, the look of a sentence."""

import re
from statistics import mean

import pytest

from autograder.keys.cp1 import facts
from ntc.case import VARIANTS
from tests.every.tree import earned, placed

MOST = 0.15


def test_one_answer_everywhere_pays_next_to_nothing():
    found = []
    for variant in VARIANTS[::4]:
        for exercise_id in ("cp1-sources", "cp1-facts", "cp1-swot"):
            for field in placed(variant)[exercise_id].values():
                controls = field.controls()
                for option, _ in controls["options"]:
                    raw = {field.id: {item: option for item, _ in controls["items"]}}
                    if (share := earned(variant, raw, exercise_id)) > MOST:
                        found.append(f"{variant}, {field.id}, {option}: {share:.3f}")
    assert found == []


_FORM = re.compile(r"\w(?:rait|raient)\b|(?i:il paraît|à en croire|à les croire|d’après|affirme|on pense)")


def test_the_form_of_a_sentence_does_not_tell_what_it_is():
    """A hedge is told for a claim, a figure for a fact, the rest for an opinion, over the variants."""
    paid = []
    for variant in VARIANTS:
        raw = {}
        for code, text in placed(variant)["cp1-facts"][facts.NATURES].items.items():
            said = text.rsplit("(", 1)[0]
            figure = any(map(str.isdigit, said))
            raw[code] = "check" if _FORM.search(said) else "fact" if figure else "opinion"
        paid.append(earned(variant, {facts.NATURES: raw}, "cp1-facts") / (8 / 14))
    assert mean(paid) <= MOST


def test_go_everywhere_and_no_go_everywhere():
    """Three of six are to be answered, one is to be left that nothing bars: a quarter each, no score."""
    for variant in VARIANTS:
        field = placed(variant)["cp1-tender"]["cp1-tender"]
        for verdict, most in (("go", 0.125), ("pass", 1 / 24)):
            raw = {"cp1-tender": {row: {"verdict": verdict, "bar": "none"} for row in field.entries}}
            assert earned(variant, raw, "cp1-tender") == pytest.approx(most)
