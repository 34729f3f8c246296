"""No column that a learner reads gives a planted label away by its look: what a trap needs is judgement.

Every column is turned into simple traits (a value, a length, capitals, a date in the text …), and so are the
place in the table and the end of the code. The best rule on one trait, a threshold or an equality, must stay
near tossing a coin over the 17 variants together, unless the column is the lawful evidence of the label. The
labels that one or two records bear in a variant are the names of what was planted (one symptom, one bundle):
of those, only what the learner is asked to tell apart is here.
"""

import re
from collections import Counter, defaultdict
from datetime import date
from functools import cache

import pytest

from autograder import truth as truths
from ntc.case import VARIANTS, load, schema

BOUND = 0.70
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
TEXT = {
    ("text", trait)
    for trait in (
        *("length", "words", "sentences", "digits", "any digit", "year", "dated", "capitals", "accents"),
        *("signs", "euros", "per cent", "asks"),
    )
}
# Table, label, what is planted, who is asked about, columns or traits that are evidence, with the reason.
PLANTED = [
    pytest.param(
        "clients",
        lambda label: label.status == "perdu",
        lambda row: True,
        # Tier and terms follow from what was invoiced in 2025 (R04, R07): nothing, for a lost client.
        {"tier", "terms"},
        id="lost clients",
    ),
    pytest.param(
        "clients",
        lambda label: label.status == "doublon",
        lambda row: True,
        # The same: an account without orders has no tier.
        {"tier", "terms"},
        id="clients written twice",
    ),
    pytest.param(
        "clients",
        lambda label: label.status == "dormant",
        lambda row: True,
        {"tier", "terms"},
        id="dormant clients",
    ),
    pytest.param(
        "prospects",
        lambda label: label.is_client_dup is not None,
        lambda row: True,
        set(),
        id="prospects that are clients",
    ),
    pytest.param(
        "prospects",
        lambda label: label.out_of_sector,
        lambda row: True,
        # The town is what puts an account outside the sector.
        {"town_id"},
        id="prospects outside the sector",
    ),
    pytest.param(
        "contacts",
        lambda label: label.comment_fault is not None,
        lambda row: row.comment is not None,
        set(),
        id="forbidden comments",
    ),
    pytest.param(
        "remedies",
        lambda label: label.in_power,
        lambda row: True,
        # Nobody counts accents, and each remedy has three wordings only: chance. A lower tariff loses margin
        # on all that would have been sold anyway: what the lesson teaches of it.
        {("label", "accents"), ("margin", "value")},
        id="remedies in one's power",
    ),
    pytest.param(
        "remedies",
        lambda label: label.legal,
        lambda row: True,
        # One cartel a variant, in three wordings no longer nor shorter than those of others: chance.
        {("label", trait) for trait in ("accents", "length", "words", "signs")},
        id="lawful remedies",
    ),
    pytest.param(
        "actions",
        lambda label: label.policy_ok,
        lambda row: True,
        # Of ten channels none is forbidden: four actions of eighteen are in four of them.
        {("channel", "length")},
        id="actions that keep the policy",
    ),
    pytest.param(
        "opportunities",
        lambda label: label.stale,
        lambda row: True,
        # An opportunity is stale after sixty days without activity (R13).
        {"last_activity"},
        id="stale opportunities",
    ),
    pytest.param(
        "leads",
        lambda label: label.verdict == "hors cible",
        lambda row: True,
        # Nothing comes of what is none of our business.
        {"outcome"},
        id="requests out of target",
    ),
    pytest.param(
        "leads",
        lambda label: label.verdict == "chaud",
        lambda row: True,
        # A budget that is told is one of the three points of the verdict.
        {("text", "digits"), ("text", "euros")},
        id="hot requests",
    ),
    pytest.param(
        "leads",
        lambda label: label.verdict == "froid",
        lambda row: True,
        # A budget told is one of the three things that make a request less cold.
        {("text", "euros"), ("text", "digits"), ("text", "any digit")},
        id="cold requests",
    ),
    pytest.param(
        "causes", lambda label: label.verdict == "prouvée", lambda row: True, set(), id="proven causes"
    ),
    pytest.param(
        "clues", lambda label: label.cause is not None, lambda row: True, set(), id="clues that prove"
    ),
    *(
        pytest.param(
            "complaints",
            lambda label, side=side: label.responsibility == side,
            lambda row: True,
            # The carrier answers for what was broken on the way: a category, and its urgency.
            {"category", "urgency"} if side == "transporteur" else set(),
            id=f"complaints, fault: {side}",
        )
        for side in ("galerne", "partagée", "client", "transporteur")
    ),
    pytest.param(
        "objections", lambda label: label.kind == "vraie", lambda row: True, set(), id="real objections"
    ),
    *(
        pytest.param(
            "objections",
            lambda label, due=due: label.technique == due,
            lambda row: True,
            set(),
            id=f"objections, {due}",
        )
        for due in ("répondre", "creuser", "reformuler")
    ),
    pytest.param(
        "objection_replies", lambda label: label.flaw is None, lambda row: True, set(), id="best replies"
    ),
    pytest.param(
        "reviews",
        lambda label: label.kind == "authentique",
        lambda row: True,
        # A purchase not verified, a burst of dates, a rival's praise: what T14 must be told by.
        {"company", "date", "stars", "verified"},
        id="genuine reviews",
    ),
    pytest.param(
        "reviews",
        lambda label: label.kind == "hors sujet",
        lambda row: True,
        # They are meant for another Galerne, from people who bought nothing, and who complain.
        {"company", "stars", "verified"},
        id="reviews meant for others",
    ),
    *(
        pytest.param(
            "market_docs",
            lambda label, worth=worth: label.reliability == worth,
            lambda row: True,
            # Who signs, and what is proved with dates and figures: two of the four criteria of reliability.
            {"author", ("text", "digits"), ("text", "year")},
            id=f"documents, {worth}",
        )
        for worth in ("fiable", "à recouper", "à écarter")
    ),
    *(
        pytest.param(
            "market_docs",
            lambda label, part=part: label.swot == part,
            lambda row: True,
            # Strengths and weaknesses are read in our own notes, the rest elsewhere; a weakness is often a
            # figure of ours, named products are ours. What nobody signs is set aside.
            # Our notes are shorter than what is published.
            {
                *("publisher", "author", "type", "url", "date"),
                *(("text", "digits"), ("text", "capitals"), ("text", "length")),
            },
            id=f"documents, SWOT {part}",
        )
        for part in ("F", "Fa", "O", "M", "hors sujet")
    ),
    *(
        pytest.param(
            "market_docs",
            lambda label, theme=theme: label.theme == theme,
            lambda row: True,
            # The theme is what the text is about, and follows from who publishes (the Journal officiel, us).
            {"publisher", "author", "type", "url", "date"} | TEXT,
            id=f"documents, {theme}",
        )
        for theme in ("réglementation", "concurrence", "nos produits")
    ),
    *(
        pytest.param(
            "statements",
            lambda label, nature=nature: label.nature == nature,
            lambda row: True,
            set(),
            id=f"statements, {nature}",
        )
        for nature in ("fait", "opinion", "à vérifier")
    ),
    *(
        pytest.param(
            "visit_facts",
            lambda label, place=place: label.right == place,
            lambda row: True,
            # A source and a date are two of the things that are asked for; old is to be checked.
            {"source", "dated"},
            id=f"facts of a visit, {place}",
        )
        for place in ("à emporter", "à vérifier", "à laisser")
    ),
    pytest.param(
        "tenders",
        lambda label: label.eliminatory is not None,
        lambda row: True,
        # What bars a tender: certificates, a visit missed, too short a delay (R23).
        {"certificates", "published", "deadline", "visit_date", "visit_done"},
        id="tenders barred",
    ),
    pytest.param(
        "tenders",
        lambda label: label.verdict == "go",
        lambda row: True,
        # What bars it, and the five criteria of the score.
        {
            *("certificates", "published", "deadline", "visit_date", "visit_done"),
            *("fit", "references", "margin_rate", "rivals", "study", "price_weight_pct"),
        },
        id="tenders to answer",
    ),
    pytest.param(
        "competitor_offers",
        lambda label: label.reliability == "fiable",
        # A bundle of AirPromo-Pro is told by its small print (T13): one must read the columns.
        lambda row: row.comparable.count(" ") == 0,
        # Where it was found, and whether it still holds.
        {"source", "valid_to"},
        id="reliable offers",
    ),
    pytest.param("counterparts", lambda label: label.firm, lambda row: True, set(), id="firm counterparts"),
    pytest.param(
        "gestures", lambda label: label.in_cap, lambda row: True, set(), id="gestures in one's power"
    ),
    pytest.param(
        "dialogue_choices",
        lambda label: label.score > 0,
        lambda row: True,
        # A discount beyond one's authority is the fault itself.
        {"discount_pct"},
        id="replies that earn points",
    ),
]


@cache
def traits(value):
    """What anybody sees of a value without understanding it; a value is looked at once for all its labels."""
    return tuple(seen(value))


def seen(value):
    yield "given", value is not None
    if isinstance(value, date):
        yield "value", value.toordinal()
    elif isinstance(value, str):
        yield "value", value
        yield "length", len(value)
        yield "sentences", len(re.findall(r"[.!?](?:\s|$)", value))
        yield "digits", sum(map(str.isdigit, value))
        yield "year", re.search(r"\b20\d\d\b", value) is not None
        yield "capitals", sum(map(str.isupper, value))
        yield "all in capitals", value.isupper()
        yield "accents", sum(map("éèêëàâîïôûùç".__contains__, value))
        yield "signs", sum(map("().,;:’«»".__contains__, value))
        yield "words", len(value.split())
        yield "any digit", any(map(str.isdigit, value))
        yield "asks", "?" in value
        yield "dated", re.search(rf"\b({MONTHS})\b|\d/\d\d/", value) is not None
        yield "euros", "€" in value
        yield "per cent", "%" in value
    elif value is not None:
        yield "value", value


def best_rule(pairs):
    """The best balanced accuracy of a threshold or an equality on one trait; pairs of trait and label."""
    hits, misses = Counter(), Counter()
    for (value, label), many in Counter(pairs).items():
        (hits if label else misses)[value] += many
    planted, others = hits.total(), misses.total()
    values = sorted(hits.keys() | misses.keys())
    best, found, wrong = 0.5, 0, 0
    for value in values:
        alone = abs(hits[value] / planted - misses[value] / others)
        found, wrong = found + hits[value], wrong + misses[value]
        below = abs(found / planted - wrong / others) if not isinstance(value, str) else 0
        best = max(best, 0.5 + alone / 2, 0.5 + below / 2)
    return best


def test_the_best_rule_is_found():
    shown = [(3, True), (3, True), (10, False), (12, False), (1, False)]
    assert best_rule(shown) == 1.0
    assert best_rule([(size, size > 4) for size in range(8)]) == 1.0
    assert best_rule([(size, size % 2 == 0) for size in range(8)]) == 0.625


@cache
def looks(table):
    """Every trait of a table with the records that show it, all variants together: (record, trait) pairs."""
    key, found, records = schema()[table].key[0], defaultdict(list), 0
    for variant in VARIANTS:
        rows = getattr(load(variant), table)
        for rank, row in enumerate(rows):
            found["row", "rank"].append((records, rank / len(rows)))
            found[key, "end"].append((records, getattr(row, key)[-1]))
            for column in schema()[table].public:
                if column.name != key:
                    for name, trait in traits(getattr(row, column.name)):
                        found[column.name, name].append((records, trait))
            records += 1
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("table", "planted", "asked", "evidence"), PLANTED)
def test_no_column_gives_a_label_away(table, planted, asked, evidence):
    key, labels = schema()[table].key[0], []
    for variant in VARIANTS:
        known = truths.load(variant).of(table)
        rows = getattr(load(variant), table)
        labels += [bool(planted(known[getattr(row, key)])) if asked(row) else None for row in rows]
    told = {}
    for (column, name), found in looks(table).items():
        if column in evidence or (column, name) in evidence:
            continue
        pairs = [(trait, labels[record]) for record, trait in found if labels[record] is not None]
        if len({label for _, label in pairs}) > 1:
            told[column, name] = best_rule(pairs)
    assert told
    assert {rule: round(score, 2) for rule, score in told.items() if score > BOUND} == {}


def test_those_who_opted_out_have_comments_as_often_as_others():
    said = {True: [], False: []}
    for variant in VARIANTS:
        for row in load(variant).contacts:
            said[row.opposition].append(row.comment is not None)
    opposed, others = (sum(found) / len(found) for found in (said[True], said[False]))
    assert abs(opposed - others) < 0.12


def test_honest_cards_are_as_carelessly_written_as_some_duplicates():
    capitals = Counter()
    for variant in VARIANTS:
        case, truth = load(variant), truths.load(variant)
        labels = truth.of("prospects")
        capitals += Counter(
            labels[row.prospect_id].is_client_dup is None for row in case.prospects if row.name.isupper()
        )
    assert capitals[True] > 3 * capitals[False] > 0


def test_nothing_to_see_singles_out_the_discount_that_hides_a_date():
    """T26: at least two other objections show as much, whatever one looks at."""
    for variant in VARIANTS:
        case, labels = load(variant), truths.load(variant).of("objections")
        (hidden,) = [row for row in case.objections if labels[row.obj_id].trap == "T26"]
        for column in ("text", "sign"):
            for name, trait in traits(getattr(hidden, column)):
                if name not in ("value", "accents", "signs"):
                    alike = sum(dict(traits(getattr(row, column)))[name] >= trait for row in case.objections)
                    assert alike >= 3, (variant, column, name)


def test_a_question_mark_and_length_do_not_tell_the_best_reply_of_a_dialogue():
    asks, shortest = {True: [], False: []}, []
    for variant in VARIANTS:
        labels, offered = truths.load(variant).of("dialogue_choices"), {}
        for row in load(variant).dialogue_choices:
            offered.setdefault(row.node_id, []).append(row)
        for rows in offered.values():
            most = max(labels[row.choice_id].score for row in rows)
            best = [labels[row.choice_id].score == most for row in rows]
            for row, is_best in zip(rows, best, strict=True):
                asks[is_best].append("?" in row.text)
            lengths = [len(row.text) for row in rows]
            shortest.append(best[lengths.index(min(lengths))])
    best, poor = (sum(found) / len(found) for found in (asks[True], asks[False]))
    assert 0.5 + abs(best - poor) / 2 < BOUND
    assert 0.2 < sum(shortest) / len(shortest) < 0.5
