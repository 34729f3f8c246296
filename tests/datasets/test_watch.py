"""Sources, documents and statements: labels that hold, traps that can be found, figures of the case."""

import re
from collections import Counter
from datetime import timedelta
from decimal import Decimal

from autograder import truth as truths
from ntc.case import load, schema
from ntc.french import number, percent
from tests.datasets.rules import Rules

rules = Rules()

# A conditional, or words that say by themselves that something is not certain.
HEARSAY = re.compile(
    r"(?i)\b\w{3,}rai(?:t|ent)\b|aurait|paraît que|on parle|murmure|à en croire|à les croire|d’après"
    r"|on avance|on pense|affirme|racontent|disent|pensent|ne se nomment|de source|assurent"
    r"|sans l’avoir|attend"
)
RELIABILITY = {"fiable": 23, "à recouper": 10, "à écarter": 9}
SWOT = {"F": 6, "Fa": 6, "O": 12, "M": 9, "hors sujet": 9}


def documents(case, truth, trap):
    codes = {row.doc_id for row in truth.market_docs if row.trap == trap}
    return [row for row in case.market_docs if row.doc_id in codes]


def market(case, year):
    return sum(row.market_value for row in case.market_stats if row.year == year)


def millions(amount):
    return f"{number(amount / 1_000_000, 1)}\u00a0M€"


def whole_text(case):
    return " ".join(f"{row.title} {row.text}" for row in case.market_docs)


@rules.rule
def a_question_has_one_free_source_and_two_have_a_paid_one_besides(case, truth):
    assert (len(case.sources), len(case.watch_questions)) == (14, 12)
    labels, found = truth.of("sources"), Counter()
    for row in case.sources:
        label = labels[row.source_id]
        assert label.needless == (row.kind == "payante")
        assert row.cost > 0 or not label.needless
        found[label.best_for, label.needless] += 1
    assert {key for key, needless in found if not needless} == {row.id for row in case.watch_questions}
    assert sum(needless for _, needless in found) == 2
    assert set(found.values()) == {1}


@rules.rule
def labels_are_as_many_in_every_variant(case, truth):
    assert len(case.market_docs) == 42
    assert Counter(row.reliability for row in truth.market_docs) == RELIABILITY
    assert Counter(row.swot for row in truth.market_docs) == SWOT
    assert Counter(row.nature for row in truth.statements) == {"fait": 18, "opinion": 18, "à vérifier": 18}


@rules.rule
def a_reliable_document_fails_in_nothing_and_any_other_in_something(truth):
    (flaws,) = [set(one.values) for one in schema()["market_docs"].columns if one.name == "flaw"]
    for row in truth.market_docs:
        also = set(filter(None, (row.flaw_also or "").split(", ")))
        assert (row.flaw == "aucun") == (row.reliability == "fiable")
        assert also <= flaws - {row.flaw, "aucun"}
        assert not also or row.flaw != "aucun"


@rules.rule
def what_nobody_signs_may_be_blamed_for_it(case, truth):
    """An unsigned document bears it, first or besides, and a signed one never does."""
    labels = truth.of("market_docs")
    for row in case.market_docs:
        label = labels[row.doc_id]
        named = "non signé" in (label.flaw, *(label.flaw_also or "").split(", "))
        assert named == (row.author is None), label.topic


@rules.rule
def topics_name_the_same_documents_in_every_variant(truth):
    named = {row.topic: row.reliability for row in truth.market_docs}
    assert len(named) == 42
    assert named == {row.topic: row.reliability for row in truths.load("00").market_docs}


@rules.rule
def most_of_what_is_to_be_checked_is_said_plainly(case, truth):
    """No conditional and no hearsay: six such sentences at least, so that four of six asked may be plain."""
    natures = truth.of("statements")
    texts = [row.text for row in case.statements if natures[row.st_id].nature == "à vérifier"]
    assert sum(HEARSAY.search(text) is None for text in texts) >= 6


@rules.rule
def nothing_set_aside_feeds_the_swot(truth):
    assert {row.doc_id for row in truth.market_docs if row.reliability == "à écarter"} == {
        row.doc_id for row in truth.market_docs if row.swot == "hors sujet"
    }


@rules.rule
def an_unsigned_document_is_never_called_reliable(case, truth):
    labels = truth.of("market_docs")
    for row in case.market_docs:
        if row.author is None:
            assert labels[row.doc_id].reliability != "fiable"
        if labels[row.doc_id].reliability == "fiable":
            assert case.company.story_date - row.date < timedelta(366)


@rules.rule
def strengths_and_weaknesses_speak_of_us(case, truth):
    labels = truth.of("market_docs")
    for row in case.market_docs:
        inside = labels[row.doc_id].theme == "nos produits"
        assert inside == (labels[row.doc_id].swot in ("F", "Fa"))


@rules.rule
def statements_are_sentences_of_their_document(case):
    texts = {row.doc_id: row.text for row in case.market_docs}
    assert len({row.text for row in case.statements}) == len(case.statements) == 54
    for row in case.statements:
        assert row.text in texts[row.doc_id]


@rules.rule
def statements_to_check_are_not_given_away_by_a_source(case, truth):
    """A claim of the six official texts is a fact: none is to be checked or an opinion."""
    official = {row.doc_id for row in case.market_docs if row.type == "texte officiel"}
    natures = truth.of("statements")
    assert {natures[row.st_id].nature for row in case.statements if row.doc_id in official} == {"fait"}


@rules.rule
def t12_three_documents_deceive(case, truth):
    rows = documents(case, truth, "T12")
    labels = truth.of("market_docs")
    assert len(rows) == 3
    assert {labels[row.doc_id].reliability for row in rows} == {"à écarter"}
    (study,) = [row for row in rows if row.type == "étude"]
    assert study.author is None
    assert "AirPromo-Pro" in study.text
    (stale,) = [row for row in rows if "2019" in row.text]
    assert stale.date.year >= 2025
    quoted = Decimal(re.search(r"(\d+,\d)\u00a0M€", stale.text)[1].replace(",", ".")) * 1_000_000
    assert quoted > Decimal("1.15") * market(case, 2025)
    (other,) = [row for row in rows if "Galerne Plaisance" in row.text]
    assert "Galerne" in other.title
    assert "Plaisance" not in other.title


@rules.rule
def t14_a_page_of_reviews_is_set_aside(case, truth):
    (row,) = documents(case, truth, "T14")
    assert (row.type, row.author) == ("avis", None)
    assert truth.of("market_docs")[row.doc_id].reliability == "à écarter"


@rules.rule
def the_two_market_figures_contradict_each_other(case, truth):
    """The lesson opens on them: this year's study and the figure of 2019."""
    (stale,) = [row for row in documents(case, truth, "T12") if "2019" in row.text]
    assert millions(market(case, 2025)) not in stale.text
    studies = [row for row in case.market_docs if millions(market(case, 2025)) in row.text]
    assert [row.type for row in studies] == ["étude"]
    assert percent(market(case, 2025) / market(case, 2024) - 1, 1) in studies[0].text


@rules.rule
def documents_quote_the_figures_of_the_case(case):
    text = whole_text(case)
    at = {(row.month.year, row.month.month): row for row in case.price_index}
    assert percent(at[2025, 12].electricity / at[2024, 12].electricity - 1, 1) in text
    assert percent(at[2025, 11].compressors / at[2024, 11].compressors - 1, 1) in text
    minutes, paper, bought = Counter(), Counter(), Counter()
    for row in case.activities:
        minutes[row.date.year] += row.minutes
        paper[row.date.year] += row.minutes * (row.type == "administratif")
    for year in (2024, 2025):
        assert percent(Decimal(paper[year]) / minutes[year], 1) in text
    for order in case.orders:
        if order.status != "annulée" and order.date.year == 2025:
            bought[order.client_id] += order.net_ht
    assert percent(max(bought.values()) / bought.total(), 1) in text


@rules.rule
def every_rival_makes_a_move_in_a_document(case):
    text = whole_text(case)
    assert [rival for rival in case.policy["competitors"] if rival["name"] not in text] == []


@rules.rule
def notes_come_from_our_own_people(case):
    people = {row.name for row in case.staff} | {case.company.ntc_name}
    for row in case.market_docs:
        if row.type == "note interne":
            assert row.url is None
            assert row.author.split(",")[0] in people
        else:
            assert row.url.startswith("https://")


@rules.rule
def nobody_quotes_a_year_before_its_end(case):
    """The market, the parts and the calls of 2025 are known in January 2026."""
    for row in case.market_docs:
        if row.type in ("note interne", "étude") and re.search(r"(?:en|pendant l’année) 2025", row.text):
            assert row.date.year == 2026, row.text


@rules.rule
def texts_are_set_as_french_prints_them(case):
    for row in case.market_docs:
        text = f"{row.title} {row.text}"
        assert "'" not in text
        assert not re.search(r"[{}]| [;:!?%€»]|« |  ", text), text
        assert not re.search(r"\d (?:M€|kW|h|GWh|MWh)(?!\w)", text), text
        assert row.date <= case.company.story_date


@rules.rule
def answers_copied_from_the_class_data_are_wrong(variant, case, truth):
    if variant == "00":
        return
    other = truths.load("00")
    for table, label in (("statements", "nature"), ("market_docs", "reliability"), ("sources", "best_for")):
        rows = getattr(truth, table)
        former = [getattr(row, label) for row in getattr(other, table)]
        same = sum(getattr(row, label) == old for row, old in zip(rows, former, strict=True))
        assert same < 0.75 * len(rows)
    texts = {row.text for row in load("00").market_docs}
    assert sum(row.text in texts for row in case.market_docs) <= 8
    sentences = {row.text for row in load("00").statements}
    assert sum(row.text in sentences for row in case.statements) <= 27


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
