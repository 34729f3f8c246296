"""What of the watch is asked: sentences, documents, rivals and tenders drawn so that form tells nothing."""

import re
from collections import Counter, defaultdict

from autograder import truth as truths
from ntc.case import VARIANTS, load
from tests.datasets.rules import Rules
from tests.datasets.test_watch import HEARSAY

rules = Rules()

SIGNED = {"vizair-bought", "compressane-prices", "metal-slows", "food-grows"}


@rules.given
def judged(case, truth):
    """The sentences asked: (sentence, its nature, the label of its document)."""
    texts = {row.st_id: row for row in case.statements}
    natures, labels = truth.of("statements"), truth.of("market_docs")
    return [
        (texts[row.st_id], natures[row.st_id].nature, labels[texts[row.st_id].doc_id])
        for row in case.fact_sentences
    ]


@rules.rule
def six_sentences_of_each_nature_are_judged(judged):
    assert Counter(nature for _, nature, _ in judged) == {"fait": 6, "opinion": 6, "à vérifier": 6}


@rules.rule
def nothing_is_judged_that_the_lesson_tells_or_that_may_be_argued(judged):
    for row, nature, label in judged:
        assert label.topic not in {"market-2025", "market-2019", "electricity"}
        assert (label.topic, nature) != ("airpromo-witnesses", "à vérifier"), row.text


@rules.rule
def figures_are_as_many_in_each_nature_and_hardly_a_sentence_hedges(case, judged):
    figures, hedged = Counter(), 0
    for row, nature, _ in judged:
        figures[nature] += re.search(r"\d", row.text) is not None
        hedged += HEARSAY.search(row.text) is not None
    assert len(set(figures.values())) == 1
    assert hedged <= 1
    kinds, given = {row.doc_id: row.type for row in case.market_docs}, defaultdict(Counter)
    for row, nature, _ in judged:
        given[kinds[row.doc_id]][nature] += 1
    assert "texte officiel" not in given
    for natures in given.values():
        assert max(natures.values()) - min(natures[nature] for nature in figures) <= 1
    assert max(Counter(row.doc_id for row, _, _ in judged).values()) <= 2


@rules.rule
def three_documents_of_each_verdict_are_judged(case, truth):
    labels = truth.of("market_docs")
    chosen = [labels[row.doc_id] for row in case.fact_documents]
    assert Counter(label.reliability for label in chosen) == {"fiable": 3, "à recouper": 3, "à écarter": 3}
    assert sum(label.topic in SIGNED for label in chosen) == 1
    assert len({label.flaw for label in chosen}) >= 4


@rules.rule
def the_web_seller_is_one_of_three_rivals_whose_offers_are_refused_for_each_reason_twice(case, truth):
    rivals = [row.competitor for row in case.rival_cases]
    assert len(set(rivals)) == 3
    assert "AirPromo-Pro" in rivals
    labels = truth.of("competitor_offers")
    asked = [labels[row.offer_id].refused for row in case.competitor_offers if row.competitor in rivals]
    assert Counter(asked) == {None: 12, "hors champ": 2, "sans écrit": 2, "périmée": 2}


@rules.rule
def three_tenders_are_to_be_answered_and_three_not_each_for_its_reason(case, truth):
    labels = truth.of("tenders")
    rows = {row.tender_id: row for row in case.tenders}
    chosen = [(rows[row.tender_id], labels[row.tender_id]) for row in case.tender_cases]
    assert len(chosen) == 6
    refused = [(row, label) for row, label in chosen if label.verdict == "no-go"]
    assert Counter(label.eliminatory for _, label in refused) == {
        "visite manquée": 1,
        "certificat manquant": 1,
        None: 1,
    }
    for row, label in refused:
        assert label.eliminatory is None or label.score >= 63
        assert label.eliminatory != "visite manquée" or label.score >= 72
        assert label.eliminatory or row.margin_rate < 0
    kept = [row for row, label in chosen if label.verdict == "go"]
    assert sum((row.deadline - case.company.story_date).days == 9 for row in kept) == 1
    assert {row.public for row in kept} == {True, False}


def test_figures_mood_and_kind_of_document_do_not_tell_a_nature():
    """What the looks of sixteen variants teach is worth a quarter of (right − 6) / 12 on the other one."""
    seen = {}
    for variant in VARIANTS:
        case, truth = load(variant), truths.load(variant)
        kinds = {row.doc_id: row.type for row in case.market_docs}
        seen[variant] = [
            (
                (
                    re.search(r"\d", row.text) is not None,
                    HEARSAY.search(row.text) is not None,
                    kinds[row.doc_id],
                ),
                nature,
            )
            for row, nature, _ in judged(case, truth)
        ]
    right = 0
    for variant in VARIANTS:
        taught = defaultdict(Counter)
        for other in [one for one in VARIANTS if one != variant]:
            for look, nature in seen[other]:
                taught[look][nature] += 1
        right += sum(
            bool(taught[look]) and taught[look].most_common(1)[0][0] == nature
            for look, nature in seen[variant]
        )
    assert (right / len(VARIANTS) - 6) / 12 < 0.26


def test_rivals_and_documents_asked_change_from_one_variant_to_another():
    cases = [load(variant) for variant in VARIANTS]
    assert len({frozenset(row.competitor for row in case.rival_cases) for case in cases}) >= 6
    assert len({frozenset(row.doc_id for row in case.fact_documents) for case in cases}) == len(VARIANTS)


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
