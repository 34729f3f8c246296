"""What pages 1 to 4 say and show: people and figures of the joinery, and nothing that page 5 is to find."""

import re

import pytest

from ntc import case, lesson
from ntc.case import VARIANTS
from ntc.lessons.cp6 import plans, survey, told, told_prose
from ntc.lessons.cp6.prose import prose
from ntc.lessons.prose import fill, placeholders

LESSON = "cp6-solution"
SPOILT = re.compile(r"\b(15|22)\s?kW\b|GVV|SF-70")


def plain(text):
    return re.sub(r"\s", " ", text)


def before_page_five():
    for cell in lesson.shipped(LESSON)["cells"]:
        if cell["id"] == "part-5":
            return
        yield cell["id"], cell["cell_type"], "".join(cell["source"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("menuiserie", "Menuiserie Birmahé"),
        ("dirigeant", "M. Tibaubert"),
        ("associee", "Mme Vigniaud"),
        ("prix-du-30", "15 900 €"),
    ],
)
def test_the_people_and_the_price_of_the_class(name, text):
    assert plain(told_prose.prose(case.load("00"))[name]) == text


def test_everybody_is_somebody_in_every_variant():
    for variant in VARIANTS:
        data = case.load(variant)
        names = [person.name for person in told.people(data).values()]
        assert len(set(names)) == 4
        spoken = {line.speaker for line in told.visit(data).lines}
        assert plain(told.people(data)["owner"].name) in set(map(plain, spoken))
        said = next(row for row in data.talks if row.talk_id == told.ASSOCIATE)
        assert plain(told.people(data)["associate"].name) in plain(said.contact)


def test_nothing_before_page_five_names_what_it_will_find():
    """In the text, and in all that the cells before it show of the dialogue, the call and the questions."""
    for variant in VARIANTS:
        data = case.load(variant)
        figures = prose(data)
        shown = [fill(text, figures) for _, kind, text in before_page_five() if kind == "markdown"]
        script = plans.visit(data)
        shown += [script.title, script.setting, *(line.text for line in script.lines)]
        shown += [answer.text for answer in script.answers]
        shown += [row.text for row in data.talk_lines if row.talk_id == plans.ASSOCIATE]
        for pairs in (
            plans.file_lines,
            plans.aims,
            plans.bag,
            plans.spin_questions,
            plans.costs,
            plans.gains,
        ):
            shown += [text for _, text in pairs(data)]
        shown += [text for _, text in (*plans.cards(data), *plans.sheet_rows(data))]
        assert [text for text in shown if SPOILT.search(text)] == [], variant


def test_no_figure_that_the_visit_tells_is_printed_before_it():
    texts = [text for name, kind, text in before_page_five() if kind == "markdown" and name != "title"]
    text = "\n".join(texts)
    used = placeholders(text)
    assert used >= {"menuiserie", "dirigeant", "prix-du-30"}
    for variant in VARIANTS:
        data = case.load(variant)
        printed = plain(fill(text, prose(data)))
        for name, unit in (("pression-outil", "bar"), ("prix-du-kwh", "€"), ("local", "degrés")):
            assert f"{survey.fact(data, name):f} {unit}".replace(".", ",") not in printed


def test_the_lines_of_the_sheet_are_fifteen_of_which_six_are_chosen_among_three():
    for variant in VARIANTS:
        data = case.load(variant)
        kinds = plans.sheet_kinds(data)
        assert [row for row, _ in plans.sheet_rows(data)] == list(
            dict.fromkeys(row for row, _ in plans.sheet_rows(data))
        )
        assert set(kinds) == {row for row, _ in plans.sheet_rows(data)}
        assert len(kinds) == 15
        assert [len(kind) for kind in kinds.values() if not isinstance(kind, str)] == [3] * 6


def test_an_aim_of_each_side_takes_two():
    for variant in VARIANTS:
        data = case.load(variant)
        assert sorted(plans.aims_wanted(data).values()) == [2, 2]
        assert plans.set_aside(data) not in plans.aims_wanted(data)
        assert plans.aim_places(data)[-1][0] == plans.set_aside(data)
        assert plans.card_places(data)[-1][0] == plans.left_out(data)
        assert plans.spin_kinds(data)[-1][0] == plans.unasked(data)
