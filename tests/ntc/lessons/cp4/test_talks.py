"""The review meeting to practise on: every answer has its price, and one path is the best."""

from ntc.lessons.cp4 import talks


def test_the_review_prices_every_answer_and_ends_well_once():
    script = talks.rehearsed()
    assert set(script.costs) == {one.id for one in script.answers}
    ends = {one.next for one in script.answers if not script.after(one.next)}
    assert ends == {"good", "alone", "vague", "shut"}
    assert script.walk(["d2", "causes2", "remedy3", "ask2"])[-1].next == "good"
    # Whoever began badly may still come back.
    assert script.walk(["d3", "excuse2", "causes1", "probe1", "remedy1", "smart2", "ask2"])[-1].next == "good"
