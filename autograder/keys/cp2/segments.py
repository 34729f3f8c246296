"""cp2-segments: sixteen accounts led four ways, visits misplaced, one account blocked, three criteria."""

from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.primitives import combine, mark_choice, mark_match, mark_number, mark_set
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.keys.traps import trap
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc.portfolio import B_UP_TO
from ntc.calc.slips import Slip
from ntc.case import Case, measures
from ntc.exercises import Part
from ntc.lessons.cp2 import plans
from ntc.lessons.cp2.accounts import Account, accounts, classes

ID = "cp2-segments"
ACCOUNTS, VISITS, BLOCKED, CRITERIA = (
    f"{ID}-{part}" for part in ("accounts", "visits", "blocked", "criteria")
)
WEIGHTS = {"accounts": 7.0, "visits": 2.0, "blocked": 1.0, "criteria": 2.0}
# Columns by the label that the generator laid down.
CONDUCT = {"défendre": "defend", "développer": "grow", "servir à distance": "remote", "ouvrir": "open"}
STRONG, LARGE = {"grow", "open"}, {"defend", "grow"}
# Who reads one of the two axes alone puts half of the accounts right.
CHANCE = 8
USEFUL = "À retenir"

NOT_ROOM = "Le potentiel n’est pas le reste à vendre : ôtez-en ce que le compte nous achète déjà."
ROOM = "Comparez son reste à vendre à ce que la maison appelle fort."
CROSSES = "Qui franchit la limite reste au-dessus : c’est la part atteinte avant ce compte qui décide."
SHARE = "Les classes se coupent sur le CA cumulé, 80 % puis 95 %, non à 20 % des clients."
FILTERED = "Il faut deux filtres à la fois : la classe C, et un reste faible."
SIXTEEN = "Vous n’avez compté que les seize : la question porte sur tous les comptes C du secteur."
COUNTED = "Filtrez les comptes C dont le reste est faible ; la table additionne leurs visites."
SAME = "Calcul juste avec votre lecture du reste à vendre : l’erreur n’est comptée qu’une fois."
BLOCKS = "C’est lui : une facture non contestée, de plus de 500 € TTC, échue depuis plus de trente jours."
SMALL = "Sous 500 € TTC, R11 ne bloque pas."
RECENT = "Moins de trente jours : R11 attend."
CONTESTED = "Sa facture est contestée : R11 ne la compte pas."
NOTHING_DUE = (
    "Rien d’échu chez ce compte. Cherchez aussi quel règlement la banque a rejeté : cette facture redevient "
    "impayée."
)


@key(ID)
def segments(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Each account beyond what one axis gives; the visits, on one's own reading; who is blocked; criteria."""
    exercise, names = exercises.load()[ID], dict(plans.segment_cases(case))
    right, labels = conducts(truth), dict(plans.criteria(case))
    placed, chosen = answers.entry(ACCOUNTS), answers.entry(CRITERIA)
    return combine(
        [
            mark_match(
                exercise.parts["accounts"],
                placed,
                {code: {conduct} for code, conduct in right.items()},
                names,
                exercise.options["accounts"],
                _reasons(case, right),
                chance=CHANCE,
            ),
            _visits(exercise.parts["visits"], answers.entry(VISITS), case, placed, right),
            mark_choice(
                exercise.parts["blocked"],
                answers.entry(BLOCKED),
                {blocked(truth): 1.0},
                names,
                _why_not(case, truth),
            ),
            mark_set(exercise.parts["criteria"], chosen, useful(case, truth), labels),
        ],
        WEIGHTS,
        comments=_conditions(truth, labels, chosen.value or (), useful(case, truth)),
    )


def conducts(truth: Truth) -> dict[str, str]:
    """The conduct that each account calls for, as the id of its column."""
    return {label.case_id: CONDUCT[label.strategy] for label in truth.segment_cases}


def blocked(truth: Truth) -> str:
    """The one account that cannot be delivered (R11)."""
    (code,) = [label.case_id for label in truth.segment_cases if label.blocked]
    return code


def useful(case: Case, truth: Truth) -> frozenset[str]:
    """The criteria that cut into groups that are led in other ways."""
    kept = next(row.choice_id for row in case.quiz_choices if row.exercise == ID and row.text == USEFUL)
    labels = truth.of("quiz_items")
    return frozenset(code for code, _ in plans.criteria(case) if labels[code].right == kept)


# --- the accounts --------------------------------------------------------------------------------------


@cache
def _known(case: Case) -> dict[str, Account]:
    """The account of each case."""
    by_client = {each.client.client_id: each for each in accounts(case)}
    return {row.case_id: by_client[row.client_id] for row in case.segment_cases}


def by_potential(case: Case, right: Mapping[str, str]) -> dict[str, str]:
    """What whoever takes the potential for what is left to sell says of the accounts that it changes."""
    line = case.policy["classes"]["strong_room"]
    turned = {"defend": "grow", "grow": "defend", "remote": "open", "open": "remote"}
    return {
        code: turned[right[code]]
        for code, each in _known(case).items()
        if (each.client.potential_12m >= line) != (each.room >= line)
    }


def _reasons(case: Case, right: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """What to say of a wrong conduct: what was overlooked of the class, of what is left to sell."""
    tempted = by_potential(case, right)
    found = {}
    for code, each in _known(case).items():
        for given in CONDUCT.values():
            said = []
            if (given in LARGE) != (right[code] in LARGE):
                crossing = right[code] in LARGE and each.reached >= B_UP_TO
                said.append(CROSSES if crossing else SHARE)
            if (given in STRONG) != (right[code] in STRONG):
                said.append(NOT_ROOM if code in tempted else ROOM)
            found[code, given] = " ".join(said)
    return found


# --- the visits ----------------------------------------------------------------------------------------


@cache
def misplaced(case: Case) -> int:
    """Visits of the year at accounts C where little is left to sell."""
    return sum(each.visits for each in _small(case) if _weak(case, each.room))


def _small(case: Case) -> Iterator[Account]:
    letters = classes(case)
    return (each for each in accounts(case) if letters[each.client.client_id] == "C")


def _weak(case: Case, amount: Any) -> bool:
    return amount < case.policy["classes"]["strong_room"]


@cache
def visit_slips(case: Case) -> list[Slip]:
    """The mistakes on these visits, less those that change nothing or cannot be told from another."""
    right, among = misplaced(case), {each.client.client_id for each in _known(case).values()}
    weak = [each for each in _small(case) if _weak(case, each.room)]
    found = [
        trap("potential", _total(e for e in _small(case) if _weak(case, e.client.potential_12m)), NOT_ROOM),
        trap("one-filter", _total(_small(case)), FILTERED),
        trap("one-filter", _total(e for e in accounts(case) if _weak(case, e.room)), FILTERED),
        trap("cases-only", _total(e for e in weak if e.client.client_id in among), SIXTEEN),
    ]
    values = [slip.value for slip in found]
    return [slip for slip in found if slip.value != right and values.count(slip.value) == 1]


def _total(some: Any) -> Decimal:
    return Decimal(sum(each.visits for each in some))


def _visits(part: Part, entry: Entry, case: Case, placed: Entry, right: Mapping[str, str]) -> PartMark:
    """The visits; by the potential, where the accounts were read so, it is the same mistake."""
    slips, tempted = visit_slips(case), by_potential(case, right)
    given = placed.value or {}
    same = bool(tempted) and all(given.get(code) == conduct for code, conduct in tempted.items())
    return mark_number(
        part,
        entry,
        Decimal(misplaced(case)),
        Decimal(0),
        carried=[(slip.value, SAME) for slip in slips if same and slip.id == "trap.potential"],
        slips=slips,
        method=COUNTED,
        places=0,
    )


# --- who is blocked, and the criteria ------------------------------------------------------------------


@cache
def _why_not(case: Case, truth: Truth) -> dict[str, str]:
    """What to say of each account that is chosen as the one that cannot be delivered."""
    states = _overdue(case)
    found = {}
    for row in case.segment_cases:
        late = states.get(row.client_id, set())
        found[row.case_id] = next((said for said in (CONTESTED, SMALL, RECENT) if said in late), NOTHING_DUE)
    return {**found, blocked(truth): BLOCKS}


def _overdue(case: Case) -> dict[str, set[str]]:
    """Of each client, why its invoices that are overdue today do not block it (R11), returns counted."""
    rule, today = case.policy["block"], case.company.story_date
    left, returned = dict(measures.balances(case)), {row.payment_id for row in case.bank_returns}
    for payment in case.payments:
        if payment.payment_id in returned:
            left[payment.invoice_id] += payment.amount_ttc
    owner = {order.order_id: order.client_id for order in case.orders}
    found: dict[str, set[str]] = {}
    for invoice in case.invoices:
        if left[invoice.invoice_id] <= 0 or invoice.due >= today:
            continue
        old = today - invoice.due > timedelta(days=rule["overdue_days"])
        small = left[invoice.invoice_id] <= rule["above_ttc"]
        why = CONTESTED if invoice.disputed else SMALL if small and old else RECENT
        found.setdefault(owner[invoice.order_id], set()).add(why)
    return found


def _conditions(
    truth: Truth, labels: Mapping[str, str], chosen: Collection[str], right: frozenset[str]
) -> list[str]:
    """Why each criterion that was kept wrongly is of no use."""
    reasons = truth.of("quiz_items")
    return [f"« {labels[code]} » : {reasons[code].reason}" for code in labels if code in set(chosen) - right]


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    sorted_right, visits, barred = conducts(truth), misplaced(case), blocked(truth)
    kept = sorted(useful(case, truth))
    others = [code for code, _ in plans.criteria(case) if code not in kept]
    weight = {part: each / sum(WEIGHTS.values()) for part, each in WEIGHTS.items()}
    card = weight["accounts"] / CHANCE
    right = {ACCOUNTS: sorted_right, VISITS: str(visits), BLOCKED: barred, CRITERIA: kept}
    tempted = by_potential(case, sorted_right)
    small = next((s for s in visit_slips(case) if s.id == "trap.potential"), None)
    found = [
        Specimen("right", right, 1.0),
        Specimen("the accounts alone", {ACCOUNTS: sorted_right}, weight["accounts"]),
        Specimen(
            "one axis alone: what is left",
            {ACCOUNTS: {c: "grow" if s in STRONG else "defend" for c, s in sorted_right.items()}},
            0.0,
        ),
        Specimen(
            "one axis alone: the class",
            {ACCOUNTS: {c: "defend" if s in LARGE else "remote" for c, s in sorted_right.items()}},
            0.0,
        ),
        *(
            Specimen(f"every account: {conduct}", {ACCOUNTS: dict.fromkeys(sorted_right, conduct)}, 0.0)
            for conduct in CONDUCT.values()
        ),
        Specimen("another account", {**right, BLOCKED: _other(case, barred)}, 1 - weight["blocked"]),
        Specimen(
            "two criteria of three",
            {**right, CRITERIA: [*kept[:2], others[0]]},
            # Of eight options, three asked: F1 of 2/3, where all ticked is 6/11.
            1 - weight["criteria"] * (1 - (2 / 3 - 6 / 11) / (5 / 11)),
        ),
        *(
            Specimen(
                f"{slip.id} {slip.value}", {**right, VISITS: str(slip.value)}, 1 - weight["visits"], slip.id
            )
            for slip in visit_slips(case)
        ),
        *blank({ACCOUNTS: {}, VISITS: " ", BLOCKED: "", CRITERIA: []}),
        *garbled({ACCOUNTS: {"ghost": "grow"}, VISITS: "beaucoup", BLOCKED: "?", CRITERIA: ["?"]}),
    ]
    if tempted:
        by = {**sorted_right, **tempted}
        found.append(Specimen("by the potential", {**right, ACCOUNTS: by}, 1 - card * len(tempted)))
        if small:
            raw = {**right, ACCOUNTS: by, VISITS: str(small.value)}
            found.append(Specimen("by the potential throughout", raw, 1 - card * len(tempted)))
    return found


def _other(case: Case, barred: str) -> str:
    return next(row.case_id for row in case.segment_cases if row.case_id != barred)
