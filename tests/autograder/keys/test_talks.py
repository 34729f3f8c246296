"""What keys read of a talk that was led."""

import pytest

from autograder import truth
from autograder.keys.talks import begun, fault_of, led_by
from ntc.case import load
from ntc.instruments.script import script


@pytest.mark.parametrize(
    ("nature", "fault"),
    [("faute, promesse", "promesse"), ("faute", "faute"), ("écoute, question", ""), ("fait", "")],
)
def test_a_fault_is_named_by_its_nature(nature, fault):
    assert fault_of(nature) == fault


def test_a_long_reply_is_known_by_its_first_words():
    assert begun("Deux minutes me suffisent.") == "Deux minutes me suffisent."
    long = begun(
        "Dans un atelier comme le vôtre, l’air part souvent en fuites : comment le surveillez-vous ?"
    )
    assert long == "Dans un atelier comme le vôtre, l’air part souvent en…"


def test_a_talk_is_led_by_the_natures_of_its_replies():
    case, labels = load("00"), truth.load("00")
    best = labels.of("dialogues")["D1"].best_path.split()
    natures = [labels.of("dialogue_choices")[code].flags for code in best]
    path = led_by(script(case, "D1"), labels, *natures)
    assert [labels.of("dialogue_choices")[code].flags for code in path] == natures
    with pytest.raises(StopIteration):
        led_by(script(case, "D1"), labels, "silence")
