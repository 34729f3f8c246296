import pytest

from ntc.fields import RubricLine
from ntc.fields.rubric import LEVELS
from tests.spaces import plain


def test_the_learner_reads_what_the_line_rewards_and_its_criterion():
    page = plain(RubricLine("cp4-note", "2")._repr_mimebundle_()["text/html"])
    assert "2. Causes prouvées : chaque cause" in page
    assert "6 points · CP4 : critère 2 · noté par votre formateur : absent 0, partiel 2" in page
    assert "conforme 4, remarquable 6." in page


def test_each_level_of_a_line_is_described_lowest_first():
    page = plain(RubricLine("cp4-note", "1").html())
    levels = [page.index(f"<b>{level}</b> : ") for level in LEVELS]
    assert levels == sorted(levels)
    assert "Pas plus d’un chiffre, ou des chiffres qui ne sont pas ceux du secteur." in page


@pytest.mark.parametrize(("exercise", "line"), [("cp4-note", "9"), ("cp4-ghost", "1"), ("cp4-causes", "1")])
def test_a_line_that_no_grid_has_is_refused(exercise, line):
    with pytest.raises(KeyError):
        RubricLine(exercise, line)


def test_the_lines_of_a_grid_share_the_points_of_the_exercise():
    lines = [RubricLine("cp4-note", str(number)) for number in (1, 2, 3, 4)]
    assert sum(line.points for line in lines) == lines[0].exercise.points
