"""The texts that learners read: varied within a variant, unlike from one variant to the next, well set.

A free text is a column of type text, with letters in it, of five words or more on average in all variants.
"""

import csv
import re
from functools import cache
from itertools import combinations
from pathlib import Path

from ntc.case import VARIANTS, schema
from ntc.french import typeset
from tests.violations import assert_none

TABLES = Path(__file__).resolve().parents[2] / "datasets" / "tables"
FREE, LONG = 5, 12
DISTINCT, SHARED = 0.9, {"short": 0.5, "long": 0.25}
# Columns that may repeat themselves within a variant, or be alike from one variant to the next, and why.
LOOSER = {
    "indicator_questions.label": (0.9, 1, "the questions of an exercise, put alike to all"),
    "indicators.label": (0.9, 1, "the names of the indicators, as the trade has them"),
    "causes.label": (0.9, 1, "the causes to be judged: the clues differ, not the names"),
    "remedies.label": (0.9, 0.5, "nine labels only: chance"),
    "watch_questions.label": (0.9, 0.7, "two wordings of twelve questions"),
    "vehicles.label": (0.9, 1, "one label"),
    "objections.sign": (0.9, 0.7, "what to listen for in an objection, not the answer"),
    "objection_replies.text": (0.9, 0.4, "four replies to each of forty objections"),
    "competitor_offers.specs": (0.7, 0.6, "figures of machines"),
    "competitor_offers.terms": (0.5, 1, "delay and warranty: few combinations"),
    "competitor_offers.source": (0.25, 1, "where an offer was found"),
    "reviews.reply": (0.9, 1, "eight replies that every company gives"),
    "events.audience": (0.9, 0.8, "who comes to the eight fairs"),
    "claim_cases.account_line": (0.6, 0.5, "on a day, an account owes nothing: said alike of several"),
    "actions.label": (0.9, 0.7, "eighteen actions in two or three wordings"),
    "tenders.platform": (0.4, 1, "names of five platforms"),
    "talks.setting": (0.9, 1, "one text"),
    "products.label": (0.9, 1, "the names of the catalogue"),
    # Codes are drawn: what a neighbour says of C07 is of another card (test_quiz.py, test_watch_plan.py).
    "swot_cards.text": (0.9, 0.6, "twenty-four cards of thirty-seven, in two wordings"),
    "edge_claims.text": (0.9, 0.9, "eight claims in two wordings"),
    "watch_themes.label": (0.9, 0.85, "six themes in two wordings"),
    "watch_themes.moves": (0.9, 1, "how quickly a theme moves, the same for all"),
    "watch_lines.label": (0.9, 0.85, "seventeen lines in two wordings"),
    "watch_owners.access": (0.9, 1, "what each department has access to"),
    "watch_places.label": (0.9, 1, "four places in two wordings"),
    "crm_cases.message": (0.9, 0.5, "fifteen messages of thirty-three, in four to eight wordings"),
    "quiz_choices.text": (0.9, 1, "what may be answered, most of it put alike to all"),
    "quiz_steps.text": (0.9, 1, "thirty steps in two wordings"),
    "concessions.reason": (0.9, 0.8, "nine reasons in two or three wordings, for one level of three"),
    "moves.text": (0.9, 1, "three of four wordings of each move"),
    "buyer_lines.text": (0.9, 1, "what the buyer answers: the story's own figures differ"),
    "site_facts.label": (0.9, 1, "what is looked at on any site: the figures differ"),
}


@cache
def rows(variant, table):
    with (TABLES / variant / f"{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def words(texts):
    return sum(len(text.split()) for text in texts) / max(1, len(texts))


@cache
def columns():
    """The texts of each free text column, by variant."""
    out = {}
    for table, declared in schema().items():
        for column in declared.public:
            if column.type != "text":
                continue
            texts = [
                [row[column.name] for row in rows(variant, table) if row[column.name]] for variant in VARIANTS
            ]
            every = [text for own in texts for text in own]
            if words(every) >= FREE and any(re.search("[a-z]", text) for text in every):
                out[f"{table}.{column.name}"] = texts
    return out


def distinct(texts):
    """The least share of texts that are said once or for the first time, of all variants."""
    return min(len(set(own)) / len(own) for own in texts if own)


def shared(texts):
    """The largest share of its texts that a variant has in common with another."""
    kept = [set(own) for own in texts]
    return max(len(one & two) / min(len(one), len(two)) for one, two in combinations(kept, 2))


def test_every_free_text_is_found():
    assert len(columns()) == 63
    assert LOOSER.keys() <= columns().keys()


def usual(texts):
    """The least share of distinct texts and the largest share in common that texts of this length keep to."""
    return DISTINCT, SHARED["long" if words([text for own in texts for text in own]) >= LONG else "short"]


def test_texts_are_varied_and_tell_a_neighbour_nothing():
    found = {
        column: (distinct(texts), shared(texts), *(LOOSER.get(column) or usual(texts))[:2])
        for column, texts in columns().items()
    }
    assert_none(
        f"{column}: {least:.2f} of the texts are distinct ({low}), {most:.2f} are shared ({high})"
        for column, (least, most, low, high) in found.items()
        if least < low or most > high
    )


def test_a_looser_bound_is_needed():
    """What has been enriched since keeps the general bounds."""
    needless = []
    for column in LOOSER:
        texts = columns()[column]
        least, most = usual(texts)
        if distinct(texts) >= least and shared(texts) <= most:
            needless.append(column)
    assert needless == []


def test_texts_are_finished_and_set_as_french_prints_them():
    assert_none(
        f"{variant} {column}: {text}"
        for column, texts in columns().items()
        for variant, own in zip(VARIANTS, texts, strict=True)
        for text in own
        if re.search(r"[\[\]{}|\"]|  |\.\.| [,.]", text) or typeset(text) != text
    )
