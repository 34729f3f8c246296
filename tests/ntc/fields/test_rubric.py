from decimal import Decimal

import pytest

from ntc.fields import RubricLine, TextField


def plain(page):
    return page.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_learner_reads_what_the_line_rewards_and_its_criterion():
    page = plain(RubricLine("cp4-note", "2")._repr_mimebundle_()["text/html"])
    assert "2. Causes prouvées : chaque cause" in page
    assert "3 points · CP4 : critère 2 · noté par votre formateur : 0 absent, 1 partiel" in page
    assert "ntc-rubric-text" not in page


def test_the_marker_reads_the_text_and_the_helps():
    field = TextField("cp4-note", words=(5, 8), headings=("Situation", "Causes"))
    text = "Situation : CA de 2,4 M€ <script>"
    helps = field.helps(text, {"CA 2025": Decimal(2_400_000), "Objectif": 2_520_000})
    page = plain(RubricLine("cp4-note", "1").html(text, helps))
    assert "2,4 M€ &lt;script&gt;</blockquote>" in page
    assert "6 mots pour un objectif de 5 à 8." in page
    assert "Intertitres absents : Causes." in page
    assert "Chiffres du dossier retrouvés : CA 2025 : 2,4 M€." in page


@pytest.mark.parametrize("raw", [None, "", " \n", ["x"]])
def test_a_text_that_is_not_there_is_said_to_be_missing(raw):
    page = plain(RubricLine("cp4-note", "1").html(raw, TextField("cp4-note").helps(raw)))
    assert "Sans réponse." in page
    assert "Intertitres absents : aucun." in page


@pytest.mark.parametrize(("exercise", "line"), [("cp4-note", "9"), ("cp4-ghost", "1"), ("cp4-causes", "1")])
def test_a_line_that_no_grid_has_is_refused(exercise, line):
    with pytest.raises(KeyError):
        RubricLine(exercise, line)


def test_the_lines_of_a_grid_share_the_points_of_the_exercise():
    lines = [RubricLine("cp4-note", str(number)) for number in (1, 2, 3, 4)]
    assert sum(line.points for line in lines) == lines[0].exercise.points
