from dataclasses import replace
from datetime import date

import pytest

from ntc.fields import Blank, Unreadable, Value
from ntc.instruments.planner import FOR_ONESELF, SAMPLE, Planner, Sketch, planned
from tests.spaces import plain

COLUMNS = {"cause": [("c1", "Cause 1"), ("c2", "Cause 2")], "owner": [("o1", "Vous")], "date": "date"}
TYPED = {"cause": "c1", "owner": "o1", "date": "15/02"}


@pytest.fixture
def planner():
    return Planner("cp4-remedies", SAMPLE, year=2026, **COLUMNS)


def test_only_the_rows_kept_are_in_the_answer_in_the_order_of_the_problem(planner):
    kept = planner.parse({"r2": {"cause": "c2"}, "r1": {"date": "x"}}).value
    assert list(kept) == ["r1", "r2"]
    assert kept["r2"] == {"cause": Value("c2", "Cause 2"), "owner": Blank(), "date": Blank()}
    assert isinstance(kept["r1"]["date"], Unreadable)
    assert planned(kept)["r2"] == {"cause": "c2", "owner": None, "date": None}
    assert planned(kept)["r1"]["date"] is None


def test_on_a_sheet_a_plan_is_told_with_what_its_rows_cost_and_what_it_comes_to(planner):
    lines = planner.in_lines(planner.parse({"r2": {"cause": "c2"}, "r1": TYPED}))
    assert [plain(line) for line in lines] == [
        "Relancer — Cause traitée : Cause 1 — Responsable : Vous — "
        "Fait au plus tard le : dimanche 15 février 2026 — coût 200 €",
        "Former — Cause traitée : Cause 2 — coût 1500 €",
        "Au total : 2 mesures retenues · coût : 1 700 € sur 6 000 € · temps : 5 jours sur 20 · "
        "CA attendu : 13 000 €",
    ]


def test_a_date_without_year_is_of_the_year_of_the_story(planner):
    assert planner.parse({"r1": {"date": "1er mars"}}).value["r1"]["date"].value == date(2026, 3, 1)


def test_the_totals_of_the_plan_are_there_from_the_start_and_follow_what_is_kept(planner):
    assert plain(planner.feedback({}).echo) == (
        "0 mesure retenue · coût : 0 € sur 6 000 € · temps : 0 jour sur 20 · CA attendu : 0 €"
    )
    assert plain(planner.feedback({"r1": {}, "r2": {}}).echo) == (
        "2 mesures retenues · coût : 1 700 € sur 6 000 € · temps : 5 jours sur 20 · CA attendu : 13 000 €"
    )


def test_a_row_kept_is_not_planned_until_every_column_says_something(planner):
    started = planner.feedback({"r1": {"cause": "c1"}})
    assert (started.state, plain(started.message)) == (
        "partial",
        "Il reste à remplir : Responsable et Fait au plus tard le.",
    )
    assert planner.feedback({"r1": TYPED}).state == "answered"
    assert planner.feedback({"r1": TYPED}).message == ""


def test_a_rule_is_told_as_soon_as_it_is_broken_and_by_how_much(planner):
    # 200 + 1 500 + 4 500 = 6 200 for 6 000; 2 + 3 + 16 = 21 for 20
    feedback = planner.feedback({"r1": TYPED, "r2": {}, "r3": {}})
    assert feedback.state == "partial"
    assert plain(feedback.message) == (
        "Le plan coûte 6 200 € pour 6 000 € : 200 € de trop. "
        "Le plan prend 21 jours pour 20 : 1 jour de trop. "
        "Il reste à remplir : Cause traitée, Responsable et Fait au plus tard le."
    )
    whole = planner.feedback(dict.fromkeys(("r1", "r2", "r3"), TYPED))
    assert (whole.state, "200 € de trop" in plain(whole.message)) == ("answered", True)
    assert planner.feedback({"r1": TYPED, "r2": TYPED}).message == ""


def test_a_date_that_cannot_be_is_told_and_one_not_yet_typed_is_not(planner):
    early = planner.feedback({"r2": {**TYPED, "date": "1/2"}})
    assert plain(early.message) == "Date à revoir : « Former » (pas avant le 02/02/2026)."
    assert "Date à revoir" not in planner.feedback({"r2": {}}).message


def test_a_cell_that_cannot_be_read_hides_no_broken_rule(planner):
    feedback = planner.feedback({"r1": {"date": "x"}, "r2": {}, "r3": {}})
    assert feedback.state == "unreadable"
    assert "21 jours pour 20" in plain(feedback.message)
    assert feedback.message.endswith("Une case au moins n’est pas lisible.")


def test_markers_read_the_plan_its_totals_and_what_it_breaks(planner):
    page = plain(planner.html({"r1": TYPED, "r3": TYPED, "r2": TYPED}))
    assert "3 mesures retenues · coût : 6 200 € sur 6 000 €" in page
    assert "Le plan coûte 6 200 € pour 6 000 € : 200 € de trop." in page
    assert page.count("<tr>") == 1 + 3
    assert "Prospecter" not in planner.html({"r1": TYPED})


def test_the_page_is_told_what_is_offered_and_nothing_of_its_worth(planner):
    rows = planner.controls()["rows"]
    assert [row["id"] for row in rows] == ["r1", "r2", "r3"]
    assert [plain(fact) for fact in rows[0]["facts"]] == ["coût 200 €"]
    richer = replace(SAMPLE, value=lambda rows: 1)
    assert Planner("cp4-remedies", richer, year=2026, **COLUMNS).spec() == planner.spec()


def test_rows_may_be_kept_and_nothing_said_of_them():
    problem = replace(SAMPLE, rules=SAMPLE.rules[1:])
    bare = Planner("cp4-remedies", problem)
    assert bare.controls()["columns"] == []
    assert bare.parse({"r1": {}}).value == {"r1": {}}
    assert (bare.feedback({"r1": {}}).state, bare.feedback({"r1": {}}).message) == ("answered", "")
    assert "200 € de trop" in plain(bare.feedback({"r1": {}, "r2": {}, "r3": {}}).message)


def test_a_sketch_is_no_exercise_and_tells_the_same():
    sketch = Sketch("premier-jet", SAMPLE, label="Premier jet")
    assert (sketch.assessed, sketch.label, sketch.spec()["badges"]) == (False, "Premier jet", [])
    assert sketch.spec()["help"] == FOR_ONESELF
    assert plain(sketch.feedback({"r1": {}, "r2": {}}).echo).startswith("2 mesures retenues")
    assert sketch.feedback({"r1": {}}).state == "answered"
    assert plain(sketch.feedback({"r2": {}, "r3": {}, "r1": {}}).message).endswith("1 jour de trop.")
