"""cp3-credit: twelve accounts, a number and a letter for each, then what they owe together."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.cp3.credit_accounts import (
    CLOSING,
    CONTESTED,
    HT,
    ISSUED,
    OVERPAID,
    READINGS,
    RETURNED,
    TOTALS,
    UNBILLED,
    UNDUE,
    figures,
    is_contested,
    letter,
)
from autograder.keys.primitives import Kept, Told, combine, row_mark
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled, typed
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc import slips
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import half_up, number
from ntc.lessons.cp3 import plans

ID = "cp3-credit"
ACCOUNTS = f"{ID}-accounts"
# Of twelve points: eight for the accounts, two for three totals (one is mostly nothing), two for penalties.
ACCOUNT = 8 / 12
WEIGHTS = {"overdue": 1.0, "contested": 0.6, "overpaid": 0.4, "penalties": 2.0}
HALF = 0.5
EURO, CENTS, EXACT = Decimal(1), Decimal("0.015"), Decimal(0)
# A cent either way: a year of 360 days makes no more than four of some penalties.
# Options by the label that the generator laid down.
COURIER = {
    "confirmer": "confirm",
    "chef des ventes": "manager",
    "acompte ou DAF": "deposit",
    "première relance": "first",
    "seconde relance": "second",
    "mise en demeure": "notice",
    "litige à part": "dispute",
}
BEYOND = ("manager", "deposit")

WHY = {
    HT: "Le plafond se lit TTC.",
    CLOSING: "Douze jours de plus qu’au 31 décembre : nous sommes le 12 janvier.",
    ISSUED: "L’ancienneté court depuis l’échéance.",
    RETURNED: "Ce règlement est revenu impayé.",
    OVERPAID: "Le trop-perçu ne paie pas une autre facture.",
    CONTESTED: "Une facture contestée ne se relance pas.",
    UNDUE: "Une facture qui n’est pas échue ne se réclame pas.",
    UNBILLED: "L’encours compte aussi ce qui est commandé, et pas encore facturé.",
}
RIGHT_ROW = "Le nombre et le courrier sont les bons."
ROOM = "Plafond, moins ce qui est dû ou commandé, moins la commande qui attend : le tout TTC (R10)."
DAYS = "De l’échéance de la plus ancienne facture impayée au 12 janvier."
FOLLOWS = "Le courrier découle de votre nombre ; reprenez-le, le courrier changera."
UNSENT = "Il reste à dire quel courrier part."
UNCOUNTED = "Il reste à donner le nombre dont ce courrier dépend."
BLOCKED = "La commande tient sous le plafond, mais une facture est bien vieille : que dit R11 ?"
OVER = "Cette commande ne tient pas sous le plafond : qui peut en décider, et jusqu’où (R10) ?"
UNDER = "Cette commande tient sous le plafond, et rien n’est en retard : qu’est-ce qui la retiendrait ?"
APART = "Une facture contestée ne se relance pas : elle a son propre dossier."
NO_ORDER = "Aucune commande n’attend ici : il n’y a rien à livrer, ni à bloquer."
LADDER = "R29 va par paliers de retard : lequel est atteint ?"
METHODS = {
    "overdue": "Échéance passée au 12 janvier, non contesté ; les trop-perçus à part.",
    "contested": "Ce qui reste dû sur les factures contestées de ces comptes.",
    "overpaid": "Ce qui a été payé ou crédité en plus d’une facture ; zéro s’il n’y en a pas.",
    "penalties": "TTC × taux de R09 × jours de retard ÷ 365, plus l’indemnité.",
}


@key(ID)
def credit(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Half a row for its number, half for its letter, which may follow from a number that makes sense."""
    labels, rows = truth.of("credit_cases"), dict(plans.accounts(case))
    sheet = Kept(lambda ways: figures(case, ways), WHY, partial(_near, case), _given(case, answers))
    marks, weights = [], {}
    for account in case.credit_cases:
        code = account.client_id
        part = Part(f"accounts-{code}", rows[code])
        cells = {column: answers.cell(ACCOUNTS, code, column) for column in ("figure", "courier")}
        marks.append(_row(part, case, account, cells, COURIER[labels[code].courier], sheet))
        weights[part.id] = ACCOUNT
    parts = exercises.load()[ID].parts
    for name in TOTALS:
        marks.append(_total(parts[name], answers.cell(ID, name), case, sheet))
    return combine(marks, weights | WEIGHTS)


def _given(case: Case, answers: Answers) -> dict[str, Any]:
    """The figures as they were given, by account and by total."""
    totals = {name: answers.cell(ID, name).value for name in TOTALS}
    found = {}
    for row in case.credit_cases:
        cells = [answers.cell(ACCOUNTS, row.client_id, column).value for column in ("figure", "courier")]
        found[row.client_id] = _signed(case, row.client_id, *cells)
    return found | totals


def _near(case: Case, name: str, given: Decimal, value: Decimal) -> bool:
    """Days are right or wrong, a room is told to the euro, a total to the cent."""
    orders = {row.client_id: row.pending_id for row in case.credit_cases}
    tolerance = CENTS if name in TOTALS else EURO if orders[name] else EXACT
    return abs(given - value) <= tolerance


def _signed(case: Case, name: str, value: Decimal | None, courier: str | None) -> Decimal | None:
    """An excess that was given in positive by whoever sees that it is one."""
    positive = value is not None and value > 0 > figures(case)[name]
    return -value if value is not None and positive and courier in BEYOND else value


def _row(
    part: Part, case: Case, account: Any, cells: Mapping[str, Entry], right: str, sheet: Kept
) -> PartMark:
    """Mark an account: its number, then the letter, on the right number or on one's own."""
    options = exercises.load()[ID].options["couriers"]
    name, courier = account.client_id, cells["courier"].value
    given, found = (
        _signed(case, name, cells["figure"].value, courier),
        Told(False, UNCOUNTED, explained=False),
    )
    if given is not None:
        found = sheet.read(name, given, ROOM if account.pending_id else DAYS)
    own = letter(case, account, given) if given is not None else None
    founded = given is not None and sheet.plausible(name, given)
    sent = courier == right or (founded and courier is not None and courier == own)
    fraction = HALF * found.sound + HALF * sent
    said = [found.said] if not found.sound or found.carried else []
    if not sent:
        said.append(_courier(case, account, courier, right, own if not found.sound else None))
    expected = f"{_shown(case, name, account.pending_id)} · {options[right]}"
    return row_mark(
        part,
        cells.values(),
        fraction,
        " ".join(said) or RIGHT_ROW,
        given=f"{number(given, 2) if given is not None else '—'} · {options.get(courier, '—')}",
        expected=expected,
        slip=found.slip,
        carried=found.carried,
    )


def _shown(case: Case, name: str, pending_id: str | None) -> str:
    value = figures(case)[name]
    return number(value, 2) if pending_id else number(value)


def _courier(case: Case, account: Any, courier: str | None, right: str, own: str | None) -> str:
    """What to say of a letter, by what was overlooked."""
    if courier is None:
        return UNSENT
    if courier == own:
        return FOLLOWS
    if right == "notice":
        return BLOCKED
    if account.pending_id:
        return OVER if right in BEYOND else UNDER
    if is_contested(case, account.client_id):
        return APART
    return LADDER if courier in ("first", "second") else NO_ORDER


def _total(part: Part, entry: Entry, case: Case, sheet: Kept) -> PartMark:
    """Mark what is asked of the accounts together, and the penalties of one invoice."""
    right = figures(case)[part.id]
    expected = number(half_up(right, 2), 2)
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    shown = number(half_up(entry.value, 2), 2)
    found = sheet.read(part.id, entry.value, METHODS[part.id])
    if part.id == "penalties" and not found.explained:
        found = _penalties(case, entry.value, found)
    message = found.said if found.sound else f"Vous trouvez {shown}. {found.said}"
    return question_mark(
        part,
        float(found.sound),
        message,
        given=shown,
        expected=expected,
        slip=found.slip,
        carried=found.carried,
    )


def penalty_slips(case: Case, days: int) -> list[slips.Slip]:
    """The mistakes on the penalties of the invoice that is named, so many days late."""
    bill = plans.penalised(case)
    return slips.late_total(bill.ttc, bill.ht, Decimal(str(case.policy["late"]["rate"])), days)


def _penalties(case: Case, given: Decimal, found: Told) -> Told:
    bill = plans.penalised(case)
    for today in (case.company.story_date, case.company.closing):
        slip = slips.made(penalty_slips(case, (today - bill.due).days), given, Decimal(-1), CENTS)
        if slip:
            return Told(False, slip.message, slip.id)
    return found


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    labels, accounts = truth.of("credit_cases"), {row.client_id: row for row in case.credit_cases}
    couriers = {code: COURIER[labels[code].courier] for code in accounts}
    total = ACCOUNT * len(accounts) + sum(WEIGHTS.values())
    half = ACCOUNT * HALF / total
    tolerances = {code: EURO if row.pending_id else EXACT for code, row in accounts.items()}

    def raw(values: Mapping[str, Decimal], sent: Mapping[str, str]) -> dict[str, Any]:
        return {
            ACCOUNTS: {code: {"figure": typed(values[code]), "courier": sent[code]} for code in accounts},
            ID: {name: {"value": typed(values[name])} for name in TOTALS},
        }

    def worth(name: str) -> float:
        return half if name in accounts else WEIGHTS[name] / total

    def differ(values: Mapping[str, Decimal]) -> list[str]:
        right = figures(case)
        return [n for n in right if abs(values[n] - right[n]) > tolerances.get(n, CENTS)]

    right = figures(case)
    whole = raw(right, couriers)
    found = []
    for each in READINGS:
        values = figures(case, frozenset({each}))
        if not (changed := differ(values)):
            continue
        own = {
            code: (letter(case, row, values[code]) or couriers[code]) if code in changed else couriers[code]
            for code, row in accounts.items()
        }
        found.append(
            Specimen(
                f"{each} kept all along",
                raw(values, own),
                1 - worth(changed[0]),
                _told(case, changed, values),
            )
        )
        last = changed[-1]
        found.append(Specimen(f"{each} once", raw({**right, last: values[last]}, couriers), 1 - worth(last)))
    beyond = [code for code, courier in couriers.items() if courier in BEYOND]
    blocked = next(code for code, courier in couriers.items() if courier == "notice")
    contested = next(code for code, courier in couriers.items() if courier == "dispute")
    first = next(code for code, courier in couriers.items() if courier == "first")
    bill = plans.penalised(case)
    late = (case.company.story_date - bill.due).days

    def sent(label: str, lost: float, **letters: str) -> Specimen:
        return Specimen(label, raw(right, {**couriers, **letters}), 1 - lost)

    return [
        Specimen("right", whole, 1.0),
        Specimen(
            "excess in positive", raw({**right, **{code: -right[code] for code in beyond}}, couriers), 1.0
        ),
        Specimen(
            "rooms to the euro",
            raw({n: half_up(v, 0) if n in accounts else v for n, v in right.items()}, couriers),
            1.0,
        ),
        *found,
        *(
            Specimen(
                f"{slip.id} no. {rank}",
                raw({**right, "penalties": slip.value}, couriers),
                1 - WEIGHTS["penalties"] / total,
                slip.id,
            )
            for rank, slip in enumerate(penalty_slips(case, late))
        ),
        sent("the blocked one delivered", half, **{blocked: "confirm"}),
        sent("the contested one claimed", half, **{contested: "second"}),
        sent("an excess confirmed", half, **{beyond[0]: "confirm"}),
        sent("a reminder too strong", half, **{first: "second"}),
        sent("nothing to deliver", half, **{first: "confirm"}),
        sent("no letter", half, **{first: ""}),
        Specimen("a day too many", raw({**right, first: right[first] + 1}, couriers), 1 - half),
        Specimen(
            "letters only",
            {ACCOUNTS: {code: {"courier": courier} for code, courier in couriers.items()}},
            half * len(accounts),
        ),
        Specimen(
            "numbers only",
            {ACCOUNTS: {code: {"figure": typed(right[code])} for code in accounts}},
            half * len(accounts),
        ),
        Specimen("totals only", {ID: whole[ID]}, sum(WEIGHTS.values()) / total),
        *(
            Specimen(
                f"{one} everywhere",
                {ACCOUNTS: {code: {"courier": one} for code in accounts}},
                half * Counter(couriers.values())[one],
            )
            for one in exercises.load()[ID].options["couriers"]
        ),
        *blank({ACCOUNTS: {}, ID: {}}, {ACCOUNTS: {first: {"figure": "", "courier": ""}}}),
        *garbled({ACCOUNTS: {first: {"figure": "beaucoup"}}}, {ID: ["?"]}),
    ]


def _told(case: Case, changed: list[str], values: Mapping[str, Decimal]) -> str | None:
    """The way of counting that is told of these figures: that which explains most, the first of equals."""
    explains = Counter(
        {
            each: sum(
                abs(figures(case, frozenset({each}))[n] - values[n]) <= CENTS
                and figures(case)[n] != figures(case, frozenset({each}))[n]
                for n in changed
            )
            for each in READINGS
        }
    )
    return max(READINGS, key=lambda each: explains[each])
