"""A fault planted in the tables is reported, with its variant, by the rule that watches for it."""

from datetime import date, time
from importlib import import_module

import pytest

from autograder import truth as truths
from ntc.case import load

VARIANT = "03"


class Planted:
    """The case or the truth with one table replaced."""

    def __init__(self, source, table, rows):
        self._source, self._planted = source, {table: rows}

    def __getattr__(self, name):
        return self._planted[name] if name in self._planted else getattr(self._source, name)

    def of(self, name):
        return {row[0]: row for row in getattr(self, name)}


def one(wanted=lambda row: True, **columns):
    """Change the first record wanted: each column is given its new value, or what makes it of the old one."""

    def plant(rows):
        rank = next(rank for rank, row in enumerate(rows) if wanted(row))
        row = rows[rank]
        new = {name: made(getattr(row, name)) if callable(made) else made for name, made in columns.items()}
        assert row != row._replace(**new)
        return (*rows[:rank], row._replace(**new), *rows[rank + 1 :])

    return plant


def twice(rows):
    return (*rows, rows[0])


def without_first(rows):
    return rows[1:]


def more(value):
    return value + 1


def is_won(row):
    return row.status == "gagné"


# File, rule, case or truth, table, the fault.
FAULTS = [
    ("integrity", "keys_are_unique", "case", "clients", twice),
    ("integrity", "truth_speaks_of_the_records_of_the_learner", "truth", "clients", without_first),
    ("integrity", "references_lead_somewhere", "case", "orders", one(client_id="C9999")),
    ("integrity", "choices_are_those_declared", "case", "orders", one(status="égarée")),
    ("integrity", "lines_add_up_to_their_order", "case", "orders", one(net_ht=more)),
    ("integrity", "lines_add_up_to_their_order", "case", "order_lines", one(net_ht=more)),
    (
        "integrity",
        "discounts_keep_to_the_authority_of_the_house",
        "case",
        "order_lines",
        one(discount_pct=90),
    ),
    ("integrity", "eco_fee_is_counted_apart", "case", "orders", one(eco_fee=more)),
    ("integrity", "invoices_carry_vat_and_add_up_to_their_order", "case", "invoices", one(vat=more)),
    (
        "integrity",
        "money_comes_after_the_invoice_and_before_the_closing",
        "case",
        "payments",
        one(date=date.min),
    ),
    ("integrity", "due_dates_follow_the_terms", "case", "invoices", one(due=date(2026, 6, 30))),
    ("integrity", "no_order_is_older_than_its_client", "case", "clients", one(created=date(2025, 12, 31))),
    (
        "integrity",
        "statuses_follow_from_the_orders",
        "truth",
        "clients",
        one(lambda row: row.status == "actif", status="perdu"),
    ),
    ("integrity", "a_won_quote_is_one_that_an_order_refers_to", "case", "quotes", one(is_won, amount=more)),
    (
        "integrity",
        "months_follow_the_season",
        "case",
        "orders",
        one(lambda row: row.status == "livrée", net_ht=900_000),
    ),
    ("integrity", "the_diary_keeps_to_working_hours", "case", "activities", one(start=time(3))),
    ("integrity", "people_and_companies_cannot_be_real", "case", "clients", one(siret="73282932000074")),
    (
        "integrity",
        "the_head_of_sales_is_not_called_as_whom_one_follows",
        "case",
        "staff",
        one(lambda row: row.role == "Chef des ventes", name="Stéphanie Duréchal"),
    ),
    ("integrity", "objectives_are_the_sum_of_the_months", "case", "targets", one(target_ca=more)),
    (
        "french",
        "no_text_breaks_a_rule_of_french",
        "case",
        "complaints",
        one(client_words="Le délai délai promis !"),
    ),
    (
        "traps",
        "t01_five_dormant_clients_hide_behind_a_contract",
        "truth",
        "traps",
        one(lambda row: row.trap == "T01", trap="T99"),
    ),
    ("quote_lines", "lines_add_up_to_their_quote", "case", "quote_lines", one(net_ht=more)),
    ("contacts", "people_cannot_be_real", "case", "contacts", one(email="a.martin@orange.fr")),
    (
        "market",
        "our_sales_are_those_of_the_orders",
        "case",
        "orders",
        one(lambda row: row.status == "livrée", net_ht=900_000),
    ),
    ("ground", "nobody_is_called_before_being_known", "case", "call_attempts", one(date=date.min)),
    (
        "stories",
        "a_contract_is_spoken_of_by_who_has_one",
        "case",
        "complaints",
        one(client_words="Mon contrat en promet deux.", client_id="C9999"),
    ),
    (
        "dialogues",
        "the_best_score_is_proved_by_walking_every_path",
        "truth",
        "dialogues",
        one(best_score=more),
    ),
    (
        "dialogues",
        "a_best_path_has_no_fault_and_a_fault_never_pays",
        "truth",
        "dialogue_choices",
        one(flags="politesse"),
    ),
    ("optima", "the_best_gesture_of_all_choices", "truth", "gesture_plans", one(ratio=more)),
    ("optima", "the_ten_plans_of_actions_are_the_ten_best", "truth", "action_plans", one(margin=more)),
    ("tenders", "score_fault_and_verdict_follow_the_rule", "truth", "tenders", one(score=more)),
    (
        "survey",
        "five_departments_lie_inside_the_sector_as_far_as_it_goes",
        "case",
        "old_survey",
        one(sector_share_pct=12),
    ),
    ("rivals", "a_refused_offer_says_why", "truth", "competitor_offers", one(refused="périmée")),
    (
        "cases",
        "four_accounts_call_for_each_conduct",
        "truth",
        "segment_cases",
        one(lambda row: row.strategy == "ouvrir", strategy="défendre"),
    ),
    ("cases", "two_newcomers_are_scored_with_the_grid", "truth", "grid_cases", one(score=more)),
    (
        "cases",
        "each_file_is_one_case_and_no_other",
        "truth",
        "loyalty_cases",
        one(lambda row: row.offer == "annonce du palier", offer="aucun envoi", channel="courriel"),
    ),
    (
        "visit",
        "eighteen_facts_go_to_three_places",
        "truth",
        "visit_facts",
        one(lambda row: row.right == "à vérifier", right="à laisser"),
    ),
    (
        "visit",
        "two_facts_may_not_be_kept_in_a_file",
        "truth",
        "visit_facts",
        one(lambda row: row.forbidden, forbidden=False),
    ),
    (
        "visit",
        "the_other_facts_are_sourced_and_dated_as_often_as_one_or_the_other_lacks",
        "case",
        "visit_facts",
        one(lambda row: row.dated and row.dated.year < 2023, dated=date(2025, 6, 3)),
    ),
    (
        "claim",
        "the_machine_is_ours_young_worn_and_not_under_contract",
        "case",
        "claim_facts",
        one(meter_hours=1_900),
    ),
    (
        "claim",
        "it_is_received_on_the_morning_of_the_story_and_the_stop_is_over",
        "case",
        "claim_facts",
        one(lost_hours=9),
    ),
    ("rivals", "texts_are_complete", "case", "reviews", one(text="Bien reçu {")),
    (
        "quiz",
        "an_answer_is_a_choice_of_its_part_and_a_flaw_one_of_another",
        "truth",
        "quiz_items",
        one(lambda row: row.flaw, flaw=lambda code: None, right="QC99"),
    ),
    (
        "quiz",
        "steps_lead_from_one_beginning_to_one_end_and_are_not_listed_so",
        "truth",
        "quiz_steps",
        one(lambda row: row.after, after=None),
    ),
    (
        "watch",
        "what_nobody_signs_may_be_blamed_for_it",
        "truth",
        "market_docs",
        one(lambda row: row.flaw == "non signé", flaw="sans preuve", flaw_also=None),
    ),
    ("watch_plan", "a_card_goes_where_its_document_does", "truth", "swot_cards", one(place="F", also="M")),
    ("watch_plan", "plans_that_hold_are_all_those_that_are_told", "truth", "watch_plans", without_first),
    (
        "credit",
        "twelve_accounts_each_call_for_one_letter",
        "truth",
        "credit_cases",
        one(lambda row: row.courier == "confirmer", courier="chef des ventes"),
    ),
    (
        "credit",
        "t20_two_orders_of_january_are_over_the_limit_ttc_only",
        "case",
        "pending_orders",
        one(amount_ht=lambda amount: amount * 20),
    ),
    (
        "tenders",
        "a_buyer_is_of_the_kind_that_its_name_says",
        "case",
        "tenders",
        one(lambda row: row.buyer_kind == "collectivité", buyer="Syndicat des eaux de Blain"),
    ),
    ("fairness", "the_best_plan_is_the_best_of_all_subsets", "truth", "remedy_plans", without_first),
    (
        "call_list",
        "a_record_is_right_or_one_thing_is_wrong_of_it",
        "truth",
        "call_candidates",
        one(lambda row: row.motive == "client", motive="sector"),
    ),
    ("call_list", "the_brief_and_the_records_are_as_many_as_told", "case", "call_candidates", without_first),
    (
        "crm_cases",
        "a_title_names_somebody_of_the_base_who_may_be_written_to",
        "case",
        "crm_cases",
        one(title="Personne, Nulle Part"),
    ),
    (
        "crm_cases",
        "what_may_not_be_written_stands_where_it_is_to_be_erased_and_nowhere_else",
        "truth",
        "crm_cases",
        one(lambda row: row.act == "comment", act="keep"),
    ),
    ("quiz", "every_part_has_what_it_should", "case", "quiz_steps", without_first),
    (
        "talks",
        "a_day_is_named_by_both_that_are_warm_and_by_one_that_is_hot",
        "truth",
        "talks",
        one(lambda row: row.verdict == "tiède", verdict="froid"),
    ),
    (
        "dialogues",
        "each_fault_of_the_call_says_which",
        "truth",
        "dialogue_choices",
        one(lambda row: "mensonge" in row.flags, flags="faute"),
    ),
]


@pytest.mark.parametrize(("file", "rule", "source", "table", "plant"), FAULTS)
def test_a_planted_fault_is_reported(file, rule, source, table, plant, monkeypatch):
    rules = import_module(f"tests.datasets.test_{file}").rules
    monkeypatch.setattr(rules, "kept", [kept for kept in rules.kept if kept.__name__ == rule])
    read = {"case": load(VARIANT), "truth": truths.load(VARIANT)}
    planted = Planted(read[source], table, plant(getattr(read[source], table)))
    assert len(rules.kept) == 1
    assert list(rules.broken(VARIANT)) == []
    told = list(rules.broken(VARIANT, **{source: planted}))
    assert told
    assert all(line.startswith(f"{VARIANT} {rule}") for line in told)
