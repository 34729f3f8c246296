"""What a learner is told in CP3, on variant 00: the mistake by its name, and why, never « faux » alone."""

import pytest

from autograder import truth
from autograder.keys import SPECIMENS
from autograder.keys.cp3 import complaint, content, credit, credit_accounts, dormant, gesture, message, offers
from ntc import exercises
from ntc.case import VARIANTS, load
from ntc.lessons.cp3 import plans
from tests.autograder.keys.said import CASE, TRUTH, marked, told, unnamed
from tests.spaces import plain

# What the blueprint names for each exercise; what a variant has no case of is not there on it.
NAMED = {
    "cp3-follow": {
        *("mc.due-eom", "mc.vat-forgotten", "trap.eco-forgotten", "trap.calendar-days", "trap.visits-most"),
    },
    "cp3-complaint": {
        "trap.cap-larger",
        "trap.client-compensated",
        "trap.settle-forgotten",
        "trap.calendar-days",
    },
    "cp3-gesture": {"trap.warranty-turned", "mc.gesture-ca", "trap.audit-beyond"},
    "cp3-credit": {"mc.credit-ht", "mc.aged-from-issue", "trap.late-closing", "trap.contested-claimed"},
    "cp3-dormant": {"trap.T01", "trap.T02", "trap.lost-asleep"},
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_mistakes_of_the_blueprint_are_specimens_in_every_variant(variant):
    assert unnamed(NAMED, variant) == {}


@pytest.mark.slow
def test_what_only_some_variants_hold_is_a_specimen_somewhere():
    shown = {
        specimen.slip
        for variant in VARIANTS
        for exercise_id in NAMED
        for specimen in SPECIMENS[exercise_id](load(variant), truth.load(variant))
    }
    assert {
        "trap.score-potential",
        "trap.returned",
        "trap.overpaid-set",
        "trap.open-orders",
        "trap.settle-hasty",
    } <= shown


def test_the_letter_that_follows_from_a_named_number_is_not_charged_again():
    """Days counted at the closing lead to milder letters: one row is charged, by half, and no letter."""
    values = credit_accounts.figures(CASE, frozenset({credit_accounts.CLOSING}))
    right = {
        row.client_id: credit.COURIER[TRUTH.of("credit_cases")[row.client_id].courier]
        for row in CASE.credit_cases
    }
    rows = {}
    for account in CASE.credit_cases:
        code = account.client_id
        sent = credit.letter(CASE, account, values[code]) or right[code]
        rows[code] = {"figure": f"{values[code]}".replace(".", ","), "courier": sent}
    result = marked("cp3-credit", {credit.ACCOUNTS: rows})
    assert result.slips == ("trap.late-closing",)
    assert result.fraction == pytest.approx(8 / 12 - 8 / 12 / 12 / 2)


def test_credit_says_why_a_letter_does_not_leave():
    letters = {row.client_id: TRUTH.of("credit_cases")[row.client_id].courier for row in CASE.credit_cases}
    by_letter = {letter: code for code, letter in letters.items()}
    sent = {
        by_letter["mise en demeure"]: "confirm",
        by_letter["litige à part"]: "second",
        by_letter["chef des ventes"]: "confirm",
        by_letter["première relance"]: "confirm",
    }
    said = told("cp3-credit", {credit.ACCOUNTS: {code: {"courier": one} for code, one in sent.items()}})
    for sentence in (credit.BLOCKED, credit.APART, credit.OVER, credit.NO_ORDER):
        assert sentence in said


def test_offers_say_what_comes_first_and_nobody_is_written_to_who_refused():
    called = {offer: code for code, (offer, _) in offers.called_for(CASE, TRUTH).items()}
    raw = {code: {"offer": "tier"} for offer, code in called.items() if offer in ("none", "settle", "listen")}
    said = told("cp3-offers", {"cp3-offers": raw | {called["renewal"]: {"offer": "audit"}}})
    for sentence in (offers.REFUSES, offers.OWES, offers.COMPLAINS, offers.SLEEPERS):
        assert sentence in said
    result = marked("cp3-offers", {"cp3-offers": {called["none"]: {"offer": "tier", "channel": "mail"}}})
    assert plain(result.parts[1].message) == offers.WROTE
    assert result.parts[1].noted


def test_a_draft_that_harms_is_told_and_leaves_nothing():
    right = content.placed(CASE, TRUTH)
    for code, flaw in content.flawed(CASE, TRUTH).items():
        feed = next(place for place, _ in plans.places(CASE) if place != plans.refused(CASE))
        result = marked("cp3-content", {content.DRAFTS: {**right, code: feed}})
        assert result.fraction == 0
        assert content.UNPUBLISHED[dict(plans.flaws(CASE))[flaw]] in plain(result.parts[0].message)


def test_an_invitation_is_received_by_name():
    right, places = content.placed(CASE, TRUTH), dict(plans.places(CASE))
    code = next(draft for draft, place in right.items() if places[place] == content.INVITATION)
    feed = next(p for p in places if places[p] != content.INVITATION and p != plans.refused(CASE))
    assert content.BY_NAME in told("cp3-content", {content.DRAFTS: {**right, code: feed}})


def test_a_gesture_is_told_by_what_it_costs_and_by_who_decides():
    kinds = {kind: code for code, kind in gesture.kinds(TRUTH).items()}
    assert "La recherche de fuites coûte 520 €" in told(
        "cp3-gesture", {gesture.CHOICE: [kinds["leak_audit"]]}
    )
    # 50 € of credit and 200 € on the next order repair, at 250 € of cost: the best holds a credit too.
    said = told("cp3-gesture", {gesture.CHOICE: [kinds["credit_note"], kinds["next_order"]]})
    assert "un autre ensemble répare pour moins" in said
    assert "n’est pas couvert" in told("cp3-gesture", {gesture.CHOICE: [kinds["travel"]]})


def test_the_files_tell_whose_the_factory_is_and_who_must_settle():
    where = complaint.origins(CASE, TRUTH)
    ours = next(code for code, origin in where.items() if origin == "galerne")
    assert complaint.FACTORY in told("cp3-complaint", {complaint.FILES: {ours: {"origin": "carrier"}}})
    (settle,) = complaint.settles_first(CASE, TRUTH)
    amount = complaint.grants(CASE, TRUTH, where, {complaint.UNSETTLED})[settle]
    said = told("cp3-complaint", {complaint.FILES: {settle: {"amount": str(amount).replace(".", ",")}}})
    assert "plus de trente jours de retard : règlement d’abord." in said


def test_the_list_says_what_hides_the_sleepers():
    hidden = dormant.asleep(CASE, frozenset({dormant.RENEWED}))
    said = told("cp3-dormant", {dormant.LIST: sorted(hidden)})
    assert dormant.WHY_LIST[dormant.RENEWED] in said
    assert dormant.WHY_LIST[dormant.CANCELLED] not in said
    both = dormant.asleep(CASE, frozenset({dormant.RENEWED, dormant.CANCELLED}))
    assert dormant.DEFAULT in told("cp3-dormant", {dormant.LIST: sorted(both)})


def test_own_sleepers_who_complained_are_counted_on_one_s_own_list():
    wrote = dormant.complained(CASE)
    own = dormant.asleep(CASE) | {sorted(wrote - dormant.asleep(CASE))[0]}
    raw = {
        dormant.LIST: sorted(own),
        "cp3-dormant": {"complained": {"value": "29"}, "asleep": {"value": "2"}},
    }
    result = {part.part: part for part in marked("cp3-dormant", raw).parts}
    assert (result["asleep"].fraction, result["asleep"].carried) == (1, True)
    # Who counted the 48 complaints is told so once; of a number from nowhere, so small a one tells nothing.
    for complained, asleep in (("48", 1), ("47", 0)):
        raw["cp3-dormant"]["complained"]["value"] = complained
        result = {part.part: part for part in marked("cp3-dormant", raw).parts}
        assert (result["complained"].fraction, result["asleep"].fraction) == (0, asleep)
    assert plain(result["asleep"].message) == dormant.FIRST


def test_the_marker_is_told_what_the_letters_hold():
    said = told(
        "cp3-message",
        {
            message.PROPOSAL: "Vous auriez dû changer le filtre. Nous rendons 900 €. À vous le 19 janvier.",
            message.MAIL: "Venez voir notre nouvelle gamme.",
        },
    )
    assert "« vous auriez dû »" in said
    assert "« 900 € », plus que ce que R17 permet" in said
    assert "dates de R16 retrouvées, le 19 janvier." in said
    assert message.NO_REFUSAL.format(message.HEADS[message.MAIL]) in said
    assert "Repères de ses données : arrêt à 4 h 40" in said


def test_every_part_of_two_criteria_says_which():
    for exercise_id in ("cp3-complaint", "cp3-dormant", "cp3-offers"):
        exercise = exercises.load()[exercise_id]
        raw = next(one.raw for one in SPECIMENS[exercise_id](CASE, TRUTH) if one.label == "right")
        for part in marked(exercise_id, raw).parts:
            assert sum(exercise.evidence(criterion, part.part) for criterion in exercise.criteria) == 1
