"""As many records of each label in every variant: no learner has more traps to see than another.

Labels are discovered: every column of truth with few values. Those that chance shares out stay within a band.
"""

from collections import Counter
from functools import cache

from autograder import truth as truths
from ntc.case import VARIANTS, schema
from tests.violations import assert_none

FEW = 12
CLASSES = ("choice", "bool", "text")
# Tables that hold solutions: how many there are, and how good, is the matter of test_even_plans.py.
SOLUTIONS = ("_plans",)
# How far two variants may be from one another in the number of records of one label.
BANDS = {
    # The figures of a variant set them, as they set its sales.
    ("clients", "status"): 15,
    ("complaints", "responsibility"): 9,
    ("complaints", "best_path"): 8,
    ("complaint_rules", "settle_first"): 16,
    ("complaint_rules", "compensation"): 8,
    ("contacts", "comment_fault"): 1,
    ("gestures", "in_cap"): 1,
    # What is said, and to whom, depends on how a talk is told.
    ("talks", "decider"): 2,
    ("talk_lines", "fact"): 6,
    ("talk_lines", "phase"): 2,
    # The debrief is longer in some variants: its lines without a label are more.
    ("talk_lines", "signal"): 4,
    ("talk_lines", "fault"): 4,
    ("talk_lines", "also"): 4,
    ("talk_lines", "tolerated"): 4,
    # The one card with two places is drawn, or is not.
    ("swot_cards", "also"): 1,
    # Half of the clues prove nothing, and which ones is drawn.
    ("clues", "trap"): 2,
    # A request, a quote or a visit is late in the week that was left.
    ("week_faults", "rule"): 1,
    # Which quotes are due for which reminder on the day of the story.
    ("week_tasks", "rule"): 2,
}
# The buyer's mood is drawn, and the best path is worth the same in each (test_dialogues.py); drawn too is the
# rival named in a talk; the crowded slots prove the optimum of one day; where a clue is read goes with it,
# and what is mistaken for the act that a message calls for with the message.
DRAWN = {
    ("dialogues", "mood"),
    ("talks", "competitor"),
    ("call_days", "crowd"),
    ("clues", "source"),
    ("crm_cases", "near"),
}
# Who is met is drawn: each mood and motive once or twice in a variant, as often over all (test_buyers.py).
DRAWN |= {("buyers", column) for column in ("mood", "mobile", "agrees", "gives")}


@cache
def counts(table, column):
    """How often each variant bears each value of a column, in the order of the variants."""
    return [Counter(getattr(row, column) for row in getattr(truths.load(v), table)) for v in VARIANTS]


def labels(types):
    """Yield the columns of truth of these types, and with few values."""
    for table in schema().values():
        if table.name.endswith(SOLUTIONS):
            continue
        for column in table.labels:
            place = table.name, column.name
            known = place in DRAWN or (column.name in table.key and not table.truth)
            if not known and column.type in types and len(set().union(*counts(*place))) <= FEW:
                yield place


LABELS, CODES = list(labels(CLASSES)), list(labels(("id",)))


def test_labels_are_found():
    assert len(LABELS) >= 50
    assert ("market_docs", "reliability") in LABELS
    assert ("remedies", "cause") in CODES
    assert {place for place in BANDS if place[0] in schema()} <= set(LABELS)


def test_as_many_records_of_each_label():
    assert_none(
        f"{table}.{column}: {label} in {sizes} records, variant by variant"
        for table, column in LABELS
        for label in set().union(*counts(table, column))
        if max(sizes := [count[label] for count in counts(table, column)]) - min(sizes)
        > BANDS.get((table, column), 0)
    )


def test_codes_are_shuffled_and_shared_out_alike():
    """Codes differ between variants, so that only how many records bear the same one can be compared."""
    shares = {
        (table, column): {tuple(sorted(count.values())) for count in counts(table, column)}
        for table, column in CODES
    }
    assert_none(f"{table}.{column}: {found}" for (table, column), found in shares.items() if len(found) != 1)


def test_as_many_records_of_each_trap():
    found = {
        tuple(sorted(Counter((row.trap, row.table, row.role) for row in truths.load(v).traps).items()))
        for v in VARIANTS
    }
    assert len(found) == 1
