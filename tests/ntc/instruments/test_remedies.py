from datetime import date

from ntc.fields import Blank, Unreadable, Value
from ntc.instruments.remedies import SAMPLE, RemedyPlanner


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_only_the_remedies_kept_are_in_the_answer_in_the_order_of_the_case():
    planner = RemedyPlanner("cp4-remedies", SAMPLE)
    kept = planner.parse({"r2": {"cause": "c2"}, "r1": {"date": "x"}}).value
    assert list(kept) == ["r1", "r2"]
    assert kept["r2"] == {"cause": Value("c2", "Cause 2"), "owner": Blank(), "date": Blank()}
    assert isinstance(kept["r1"]["date"], Unreadable)


def test_a_date_without_year_is_of_the_year_of_the_story():
    planner = RemedyPlanner("cp4-remedies", SAMPLE)
    assert planner.parse({"r1": {"date": "1er mars"}}).value["r1"]["date"].value == date(2026, 3, 1)


def test_the_totals_of_the_plan_are_there_from_the_start_and_follow_what_is_kept():
    planner = RemedyPlanner("cp4-remedies", SAMPLE)
    assert plain(planner.feedback({}).echo) == (
        "0 mesure retenue · coût : 0 € sur 6 000 € · temps : 0 jour sur 20 · CA attendu : 0 €"
    )
    assert plain(planner.feedback({"r1": {}, "r2": {}}).echo) == (
        "2 mesures retenues · coût : 1 700 € sur 6 000 € · temps : 5 jours sur 20 · CA attendu : 13 000 €"
    )


def test_a_remedy_kept_is_not_planned_until_cause_owner_and_date_are_there():
    planner = RemedyPlanner("cp4-remedies", SAMPLE)
    assert planner.feedback({"r1": {"cause": "c1", "owner": "o1"}}).state == "partial"
    assert planner.feedback({"r1": {"cause": "c1", "owner": "o1", "date": "1/3"}}).state == "answered"


def test_each_remedy_shows_what_it_costs_and_brings():
    rows = RemedyPlanner("cp4-remedies", SAMPLE).controls()["rows"]
    shown = [plain(fact) for fact in rows[0]["facts"]]
    assert shown == ["coût 200 €", "2 jours", "CA attendu 9 000 €", "dès le 12/01/2026"]
