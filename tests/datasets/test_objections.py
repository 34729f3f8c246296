"""What clients say, what holds them back, and four replies to each; the discount asked for a date (T26)."""

import re
from collections import Counter
from itertools import combinations

import pytest

from autograder import truth as truths
from ntc.case import VARIANTS, load
from tests.datasets.rules import Rules

rules = Rules()

FAMILIES = {"prix": 10, "besoin": 7, "confiance": 6, "délai": 6, "concurrence": 6, "pouvoir": 5}


def replies(case, code):
    return [row for row in case.objection_replies if row.obj_id == code]


@rules.rule
def forty_objections_by_family(case):
    assert Counter(row.family for row in case.objections) == FAMILIES


@rules.rule
def four_replies_one_of_which_has_no_flaw(case, truth):
    flaws = {row.reply_id: row.flaw for row in truth.objection_replies}
    for row in case.objections:
        found = [reply.reply_id for reply in replies(case, row.obj_id)]
        assert len(found) == 4
        assert [code for code in found if flaws[code] is None] == [truth.of("objections")[row.obj_id].best]
        assert len({flaws[code] for code in found}) == 4


@rules.rule
def every_technique_kind_and_flaw_has_its_use(truth):
    kinds = Counter(row.kind for row in truth.objections)
    assert kinds == {"vraie": 29, "prétexte": 11}
    assert min(Counter(row.technique for row in truth.objections).values()) >= 3
    assert min(Counter(row.flaw for row in truth.objection_replies).values()) >= 15


@rules.rule
def behind_a_pretext_there_is_something_else(case, truth):
    families = {row.obj_id: row.family for row in case.objections}
    for row in truth.objections:
        if row.kind == "prétexte":
            assert row.motive != families[row.obj_id]
            assert row.technique in ("creuser", "vérifier")


@rules.rule
def t26_a_big_discount_is_asked_for_a_date(case, truth):
    (hidden,) = [row for row in truth.objections if row.trap == "T26"]
    objection = next(row for row in case.objections if row.obj_id == hidden.obj_id)
    asked = re.search(r"(\d+)\u00a0%", objection.text)
    assert int(asked[1]) / 100 > case.policy["discount_authority"]["equipment"]["seller"]
    assert (objection.family, hidden.kind, hidden.motive) == ("prix", "prétexte", "délai")
    date = re.search(r"(1er|\d+)\u00a0(mars|avril|mai|juin)", objection.sign)
    assert date
    assert date[0] in next(row.text for row in case.objection_replies if row.reply_id == hidden.best)


@rules.rule
def no_best_reply_promises_a_discount_or_names_a_rival(truth, case):
    best = {row.best for row in truth.objections}
    for row in case.objection_replies:
        if row.reply_id in best:
            assert not re.search(r"\d\u00a0% (de remise|en moins)|Compressane|Vizair|Ventarmor", row.text)


TAG = re.compile(
    r"(Cela vous (va|convient|arrange|décide)|On fait (ainsi|comme cela)|N’est-ce pas|D’accord|Entendu"
    r"|Vous me suivez|Marché conclu|Qu’en dites-vous|Nous restons là-dessus"
    r"|Vous voyez [^?]*|Vous ne croyez pas)\s\?$"
)


@rules.rule
def no_reply_ends_in_a_mere_tag(case):
    """Only poor replies had one: what is asked after them is asked in earnest, as good replies ask."""
    for row in case.objection_replies:
        assert not TAG.search(row.text), row.text


@rules.rule
def neither_length_nor_question_nor_place_gives_the_best_reply_away(case, truth):
    best = {row.best for row in truth.objections}
    longest = sum(
        max(replies(case, row.obj_id), key=lambda reply: len(reply.text)).reply_id in best
        for row in case.objections
    )
    assert 3 <= longest <= 0.4 * len(best)
    asking = [row for row in case.objection_replies if row.text.endswith("?")]
    assert sum(row.reply_id not in best for row in asking) > len(asking) / 2
    assert set(Counter(code[-1] for code in best).values()) == {10}


@rules.rule
def ten_are_asked_a_real_one_of_each_technique_and_as_many_shams(case, truth):
    labels = truth.of("objections")
    asked = [labels[row.obj_id] for row in case.objection_cases]
    real, shams = ([row for row in asked if (row.kind == "vraie") == kept] for kept in (True, False))
    assert Counter(row.technique for row in real) == {
        technique: 1 for technique in ("écouter", "creuser", "reformuler", "répondre", "vérifier")
    }
    assert len(shams) == 5
    assert [row.trap for row in shams if row.trap] == ["T26"]


@rules.rule
def of_the_ten_neither_place_nor_length_tells_the_best_reply_or_the_kind(case, truth):
    labels, codes = truth.of("objections"), [row.obj_id for row in case.objection_cases]
    offered = {code: replies(case, code) for code in codes}
    for pick in (min, max):
        ends = [pick(offered[code], key=lambda row: len(row.text)).reply_id for code in codes]
        assert sum(labels[code].best == end for code, end in zip(codes, ends, strict=True)) <= 4
    assert max(Counter(labels[code].best[-1] for code in codes).values()) <= 4
    kinds = [labels[code].kind for code in codes]
    assert {kinds[:5].count("vraie"), kinds[::2].count("vraie")} <= {2, 3}


@rules.rule
def nothing_is_left_to_fill_in(case):
    for row in (*case.objections, *case.objection_replies):
        assert not re.search(r"[{}]|  ", row.text)
        assert re.search(r"[.?!…»]$", row.text)


@pytest.mark.parametrize("table", ["objections", "objection_replies"])
def test_variants_differ(table):
    texts = {variant: {row.text for row in getattr(load(variant), table)} for variant in VARIANTS}
    for one, other in combinations(VARIANTS, 2):
        assert len(texts[one] & texts[other]) < 0.4 * len(texts[one])


def test_codes_are_worth_nothing_to_a_neighbour():
    best = {
        variant: {row.obj_id: row.best for row in truths.load(variant).objections} for variant in VARIANTS
    }
    for one, other in combinations(VARIANTS, 2):
        assert sum(best[one][code] == best[other][code] for code in best[one]) <= 22


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
