"""cp6-proposal: what the machine points out of a proposal, and what it leaves to a person."""

from decimal import Decimal

import pytest

from autograder import truth
from autograder.keys.answers import Answers, Lesson
from autograder.keys.cp6 import proposal, quote
from ntc import lesson
from ntc.case import load
from ntc.lessons.cp6 import plans

CASE, TRUTH = load("00"), truth.load("00")
GOOD = (
    "L’hiver, quatre châssis par semaine à revernir, 100 € la reprise, et onze samedis. "
    "Fuites mesurées le 24 janvier, kilowattheure à 0,147 €. "
    "Total 27 322,60 € HT, 9 836,14 € TTC à la commande. "
    "Nous voyons-nous le 10 février à 16 h 30 ?"
)


@pytest.fixture(scope="module")
def fields():
    return lesson.fields_of(lesson.shipped("cp6-solution"), CASE)


def told(fields, text, **more):
    raw = {proposal.TEXT: text, **more}
    kept = {name: fields[name] for name in (proposal.ID, proposal.QUOTE)}
    answers = Lesson.read(kept, raw)[proposal.ID]
    mark = proposal.proposal(CASE, TRUTH, answers)
    assert mark.fraction == 0
    return [one.replace("\u00a0", " ").replace("\u202f", " ") for one in mark.comments]


def test_what_the_client_said_and_one_s_own_total_are_found(fields):
    built = quote.right_raw(CASE, TRUTH)[quote.BUILDER]
    found = told(fields, GOOD, **{quote.BUILDER: built})
    assert any("les châssis, la reprise et les samedis (ligne 1)" in one for one in found)
    assert any("le total HT (27 322,60 €) et le premier versement TTC (9 836,14 €)" in one for one in found)
    assert any("kilowattheure est dit et le jour de la mesure des fuites est dit" in one for one in found)
    assert any("1 date proposée dans les semaines qui viennent, avec une heure" in one for one in found)
    assert not [one for one in found if "nulle part" in one or "garanti" in one]


def test_what_is_to_be_read_again_is_told(fields):
    found = " ".join(
        told(fields, "Économies garanties. Une remise de 10 % pour vous, mieux que Vizair Ouest.")
    )
    for wanted in ("« garanti »", "une remise semble promise", "Vizair Ouest", "HT n’est dit nulle part"):
        assert wanted in found
    assert all(heading in found for heading in plans.HEADINGS)


def test_own_figures_are_those_that_were_answered():
    assert proposal.own_figures(CASE, Answers({}, {}, {})) == {}


def test_the_landmarks_are_facts_of_the_file():
    facts = " · ".join(proposal.landmarks(CASE)).replace("\u00a0", " ").replace("\u202f", " ")
    assert facts.startswith("4 châssis par semaine, à 100 € la reprise · 11 samedis")
    assert "28 % le 24 janvier, 9 % une fois réparées" in facts
    assert Decimal("0.147") == proposal.survey.fact(CASE, "prix-du-kwh")
