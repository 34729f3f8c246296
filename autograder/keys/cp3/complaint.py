"""cp3-complaint: the call; six files, where the fault lies, what one may grant alone; four dates."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, partial
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.cp3.complaint_call import MANNER, TALK, call_marks, led_by
from autograder.keys.primitives import Kept, beyond_chance, combine, mark_match
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.primitives.kept import elsewhere
from autograder.keys.registry import Specimen, charged, key, specimens
from autograder.keys.samples import Raw, blank, garbled, typed
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case, policy
from ntc.case.workdays import is_off
from ntc.exercises import Part
from ntc.french import day, half_up, number, typeset
from ntc.lessons.cp3 import plans
from ntc.lessons.cp3.days import deadlines

ID, FOLLOW = "cp3-complaint", "cp3-follow"
CALL, FILES, DATES = f"{ID}-talk", f"{ID}-files", f"{ID}-dates"
ORIGINS, AMOUNTS = "files-origins", "files-amounts"
ASKED = ("acknowledged", "diagnosed", "proposed", "closed")
WEIGHTS = {TALK: 6.0, MANNER: 3.0, ORIGINS: 3.0, AMOUNTS: 3.0, **{f"dates-{name}": 0.5 for name in ASKED}}
# Two files are the client's fault and two have the same limit: what one answer everywhere gets right.
ALIKE = 2
EURO = Decimal(1)
# Options by the label that the generator laid down.
ORIGIN = {"galerne": "galerne", "client": "client", "transporteur": "carrier", "partagée": "shared"}

LARGER, MANAGER, COMPENSATED, UNSETTLED, HASTY = (
    f"trap.{name}"
    for name in ("cap-larger", "cap-manager", "client-compensated", "settle-forgotten", "settle-hasty")
)
CALENDAR, HOLIDAY, COUNTED = (f"trap.{name}" for name in ("calendar-days", "holiday", "day-counted"))
WHY_AMOUNT = {
    LARGER: "De deux plafonds, le plus petit l’emporte : 3 % de la commande, ou 300 €.",
    MANAGER: "C’est ce que le chef ou la cheffe des ventes peut accorder, non ce que vous pouvez.",
    COMPENSATED: "Client en tort : une attention, 80 € de coût au plus, et pas de dédommagement.",
    UNSETTLED: "Plus de trente jours de retard : règlement d’abord.",
    HASTY: "Cette facture n’a pas trente jours de retard : elle ne retient pas votre geste.",
}
WHY_DATE = {
    CALENDAR: "Retirez week-ends et fériés.",
    HOLIDAY: "Un jour férié tombe dans ce délai : il ne compte pas.",
    COUNTED: "Le jour d’ouverture ne compte pas.",
}
AMOUNT_METHOD = "R17, dans l’ordre : doit-il d’abord régler ? est-il en tort ? sinon, le plus petit des deux."
DATE_METHOD = "R16, en jours ouvrés depuis l’ouverture du dossier."
FROM_ORIGIN = "découle de l’origine que vous avez donnée"
ALL_RIGHT = "Les six montants sont ceux que vous pouvez engager."
NO_FACT = "Aucun fait établi ne le met en cause : relisez-les sans les mots de la plainte."
ONE_SIDE = "Une cause est bien là. Est-elle la seule ?"
ON_THE_ROAD = "À quel endroit le dommage est-il né ?"
NOT_THE_ROAD = "Rien, dans les faits, n’est né sur la route."
ITS_PART = "Qu’est-ce qui lui revenait, et l’a-t-il fait ?"
FACTORY = "L’usine, vue du client, c’est nous."
BOTH = "Deux causes, une de chaque côté : les faits en établissent-ils deux ?"


@key(ID)
def complaint(case: Case, truth: Truth, answers: Answers) -> Mark:
    """The call; origins and amounts beyond two of six, the amounts on one's own origins; then each date."""
    parts, right = exercises.load()[ID].parts, origins(case, truth)
    origin, amount = (answers.column(FILES, column) for column in ("origin", "amount"))
    files = re.split(r"\s:\s", parts["files"].label)[0]
    names = _names(case)
    marks = [
        *call_marks(case, truth, answers.entry(CALL)),
        mark_match(
            Part(ORIGINS, typeset(f"{files} : l’origine")),
            origin,
            {code: {each} for code, each in right.items()},
            names,
            exercises.load()[ID].options["origins"],
            _reasons(right),
            chance=ALIKE,
        ),
        _amounts(Part(AMOUNTS, typeset(f"{files} : ce que vous accordez")), origin, amount, case, truth),
        *_dates(case, answers, charged(FOLLOW, case, truth, answers)),
    ]
    return combine(marks, WEIGHTS)


def origins(case: Case, truth: Truth) -> dict[str, str]:
    """Where the fault of each file lies."""
    labels = truth.of("complaints")
    return {row.case_id: ORIGIN[labels[row.cmp_id].responsibility] for row in case.claim_cases}


@cache
def settles_first(case: Case, truth: Truth) -> frozenset[str]:
    """The files whose client must settle a debt first: nothing is granted."""
    labels = truth.of("claim_cases")
    return frozenset(row.case_id for row in case.claim_cases if not labels[row.case_id].grant)


@cache
def _orders(case: Case) -> dict[str, Decimal]:
    """What was ordered in each file, € HT."""
    complaints = {row.cmp_id: row.order_id for row in case.complaints}
    net = {row.order_id: row.net_ht for row in case.orders}
    return {row.case_id: net[complaints[row.cmp_id]] for row in case.claim_cases}


def grants(
    case: Case, truth: Truth, said: Mapping[str, str], ways: Collection[str] = ()
) -> dict[str, Decimal]:
    """What may be granted in each file if the fault lies there (R17), as some ways of counting give it."""
    rule, settle = policy()["gesture"], settles_first(case, truth)
    who = rule["sales_manager" if MANAGER in ways else "seller"]
    least = max if LARGER in ways else min
    late = {row.case_id for row in case.claim_cases if row.case_id not in settle and _owes(row)}
    found = {}
    for code, order in _orders(case).items():
        share = half_up(Decimal(str(who["rate"])) * order, 2)
        found[code] = least(share, Decimal(who["amount"]))
        if said[code] == "client" and COMPENSATED not in ways:
            found[code] = Decimal(rule["relational"])
        if (code in settle and UNSETTLED not in ways) or (code in late and HASTY in ways):
            found[code] = Decimal(0)
    return found


def _owes(row: Any) -> bool:
    """Whether the state of the account tells of an invoice that is due."""
    return "reste due" in row.account_line


def _amounts(part: Part, origin: Entry, amount: Entry, case: Case, truth: Truth) -> PartMark:
    """The amounts, right or as one's own origins make them; a way of counting costs one of them."""
    right, names = origins(case, truth), _names(case)
    wanted = grants(case, truth, right)
    expected = " · ".join(f"{names[code]} → {number(half_up(one, 2), 2)} €" for code, one in wanted.items())
    if (nothing := unanswered(part, amount, expected)) is not None:
        return nothing
    given, own = amount.value, {**right, **(origin.value or {})}
    sheet = Kept(partial(grants, case, truth, own), WHY_AMOUNT, _to_the_euro, given)
    # One amount everywhere is no way of counting, and carries nothing.
    counted = len(set(given.values())) > 1
    hits, carried, said, slip = 0, False, [], None
    for code, value in given.items():
        if _to_the_euro(code, value, wanted[code]):
            hits += 1
            continue
        told = sheet.read(code, value, AMOUNT_METHOD)
        sound = told.sound and counted
        hits, carried, slip = hits + sound, carried or sound, slip or told.slip
        following = own[code] != right[code] and told.sound and not told.carried
        said.append(f"{names[code]} : {FROM_ORIGIN if following else _lower(told.said)}")
    shown = " · ".join(f"{names[code]} → {number(half_up(one, 2), 2)} €" for code, one in given.items())
    if len(given) < len(wanted):
        said.append("Il reste des montants à donner.")
    return question_mark(
        part,
        float(beyond_chance(hits, ALIKE, len(wanted))),
        " ".join(each if each.endswith(".") else f"{each}." for each in said) or ALL_RIGHT,
        given=shown,
        expected=expected,
        slip=slip,
        carried=carried,
    )


def _lower(sentence: str) -> str:
    """A sentence after a colon; a rule keeps its capital (« R17 »)."""
    return sentence if sentence[1:2].isdigit() else sentence[:1].lower() + sentence[1:]


def _to_the_euro(name: str, given: Decimal, value: Decimal) -> bool:
    return abs(given - value) <= EURO


def _names(case: Case) -> dict[str, str]:
    """What each file is called in feedback, without the state of its account."""
    return {code: text.rsplit(" · ", 1)[0] for code, text in plans.claims(case)}


def _reasons(right: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """What to say of an origin that is not the one: a question, never the answer."""
    why = {
        ("galerne", "client"): NO_FACT,
        ("galerne", "carrier"): f"{NOT_THE_ROAD} {FACTORY}",
        ("galerne", "shared"): BOTH,
        ("client", "galerne"): ITS_PART,
        ("client", "carrier"): NOT_THE_ROAD,
        ("client", "shared"): BOTH,
        ("carrier", "galerne"): ON_THE_ROAD,
        ("carrier", "client"): NO_FACT,
        ("carrier", "shared"): BOTH,
        ("shared", "galerne"): ONE_SIDE,
        ("shared", "client"): ONE_SIDE,
        ("shared", "carrier"): NOT_THE_ROAD,
    }
    return {
        (code, given): said
        for code, origin in right.items()
        for (known, given), said in why.items()
        if known == origin
    }


def _dates(case: Case, answers: Answers, before: frozenset[str]) -> list[PartMark]:
    """Each date; a way of counting days that was charged ``before`` is not charged again."""
    labels = exercises.load()[ID].options["dates"]
    right = dates(case)
    cells = {name: answers.cell(DATES, name, "date") for name in ASKED}
    given = {name: cell.value for name, cell in cells.items()}
    again = dict.fromkeys(before & WHY_DATE.keys(), elsewhere(FOLLOW))
    sheet = Kept(partial(dates, case), WHY_DATE, _same, given, again)
    marks = []
    for name, cell in cells.items():
        part = Part(f"dates-{name}", labels[name])
        if (nothing := unanswered(part, cell, day(right[name]))) is not None:
            marks.append(nothing)
            continue
        told = sheet.read(name, cell.value, DATE_METHOD)
        shown = day(cell.value)
        said = told.said if told.sound else f"Vous trouvez le {shown}. {told.said}"
        marks.append(
            question_mark(
                part,
                float(told.sound),
                said,
                given=shown,
                expected=day(right[name]),
                slip=told.slip,
                carried=told.carried,
            )
        )
    return marks


def dates(case: Case, ways: Collection[str] = ()) -> dict[str, date]:
    """The four deadlines of the file that is named (R16), as some ways of counting days give them."""
    opened = next(row.opened for row in case.complaints if row.cmp_id == plans.dated(case).cmp_id)
    if not ways:
        return dict(zip(ASKED, deadlines(case, opened), strict=False))
    rule = policy()["complaint"]
    days = (rule[f"{name}_days"] for name in ("acknowledge", "diagnosis", "proposal", "closed"))
    return {
        name: _counted(case, opened, count - (COUNTED in ways), ways)
        for name, count in zip(ASKED, days, strict=True)
    }


def _counted(case: Case, opened: date, count: int, ways: Collection[str]) -> date:
    found = opened
    for _ in range(count):
        found += timedelta(days=1)
        while _skipped(case, found, ways):
            found += timedelta(days=1)
    return found


def _skipped(case: Case, found: date, ways: Collection[str]) -> bool:
    weekend = found.weekday() >= 5
    return CALENDAR not in ways and (weekend if HOLIDAY in ways else is_off(case, found))


def _same(name: str, given: date, value: date) -> bool:
    return given == value


BEST = ("écoute", "écoute, question", "procédure, fait", "fait, question", "procédure, bénéfice")
TALKS = (
    ("no date", (*BEST[:2], "question", *BEST[3:]), 1, 1, None),
    ("a contract instead of the gesture", (*BEST[:4], "bénéfice, fait"), 1, 1, None),
    ("neither dates nor gesture", (*BEST[:2], "question", BEST[3], "fait, procédure"), 6 / 7, 1, None),
    ("nothing said again", (BEST[0], "procédure", *BEST[3:]), 4 / 7, 2 / 3, None),
    ("a reproach taken back", ("faute, reproche", *BEST), 5 / 7, 2 / 3, "trap.talk-reproach"),
    (
        "a promise taken back",
        ("faute, promesse", "procédure", *BEST[1:]),
        5 / 7,
        1 / 3,
        "trap.talk-promise",
    ),
    ("a vague answer", (*BEST[:2], "faute, délai", *BEST[3:]), 5 / 7, 2 / 3, "trap.talk-no-date"),
    ("beyond the rule", (*BEST[:4], "faute, cadeau"), 4 / 7, 2 / 3, "trap.talk-gift"),
    ("a share taken back", (*BEST[:3], "faute, partage", "procédure"), 1 / 7, 1 / 3, "trap.talk-shared"),
    ("a colleague accused", ("faute, reproche", "faute, collègue", *BEST[1:]), 0, 0, None),
    ("the sum given", ("faute, promesse", "faute, promesse"), 0, 0, None),
    ("a quarrel", ("faute, reproche", "faute, reproche"), 0, 0, None),
)
"""Talks by the natures of their replies: what the outcome earns, what the manner earns, what is told."""


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    where = origins(case, truth)
    wanted, right_dates = grants(case, truth, where), dates(case)
    best = led_by(case, truth, *BEST)
    total = sum(WEIGHTS.values())
    step, one_date = 3 / 4 / total, 0.5 / total

    def raw(
        origin: Mapping[str, str] = where,
        amount: Mapping[str, Decimal] = wanted,
        days: Mapping[str, date] = right_dates,
        said: Sequence[str] = best,
    ) -> Raw:
        return {
            CALL: list(said),
            FILES: {code: {"origin": origin[code], "amount": typed(amount[code])} for code in where},
            DATES: {name: {"date": typed(one)} for name, one in days.items()},
        }

    def differ(values: Mapping[str, Any], right: Mapping[str, Any], near: Any) -> list[str]:
        return [name for name in right if not near(name, values[name], right[name])]

    kept = []
    for way in WHY_AMOUNT:
        values = grants(case, truth, where, {way})
        if changed := differ(values, wanted, _to_the_euro):
            kept.append(Specimen(f"{way} kept all along", raw(amount=values), 1 - step, way))
            one = {**wanted, changed[0]: values[changed[0]]}
            kept.append(Specimen(f"{way} once", raw(amount=one), 1 - step, _alone(case, truth, where, one)))
    for way in WHY_DATE:
        found = dates(case, {way})
        if differ(found, right_dates, _same):
            kept.append(Specimen(f"{way} kept all along", raw(days=found), 1 - one_date, way))
    settle = next(iter(settles_first(case, truth)))
    ours = next(code for code, each in where.items() if each == "galerne" and code != settle)
    theirs = next(code for code, each in where.items() if each == "client")
    carrier = next(code for code, each in where.items() if each == "carrier")
    wrong = {**where, theirs: "galerne"}
    return [
        Specimen("right", raw(), 1.0),
        *(
            Specimen(
                f"a talk: {label}",
                raw(said=led_by(case, truth, *natures)),
                1 - (6 * (1 - outcome) + 3 * (1 - manner)) / total,
                slip,
            )
            for label, natures, outcome, manner, slip in TALKS
        ),
        Specimen("the talk only", {CALL: list(best)}, 9 / total),
        Specimen("the talk left after three replies", {CALL: list(best[:3])}, 2 / total),
        Specimen("to the euro", raw(amount={code: half_up(one, 0) for code, one in wanted.items()}), 1.0),
        *kept,
        Specimen("another origin", raw({**where, carrier: "shared"}), 1 - step),
        Specimen("another origin, and what comes of it", raw(wrong, grants(case, truth, wrong)), 1 - step),
        Specimen("another origin, the right amount", raw({**where, ours: "client"}), 1 - step),
        Specimen("origins exchanged", raw({**where, ours: "carrier", carrier: "galerne"}), 1 - 2 * step),
        Specimen("an amount of another sort", raw(amount={**wanted, theirs: Decimal("55.5")}), 1 - step),
        Specimen(
            "a day too late",
            raw(days={**right_dates, "closed": right_dates["closed"] + timedelta(days=61)}),
            1 - one_date,
        ),
        Specimen(
            "origins only", {FILES: {code: {"origin": each} for code, each in where.items()}}, 3 / total
        ),
        Specimen("dates only", {DATES: raw()[DATES]}, 2 / total),
        *(
            Specimen(f"{each} everywhere", {FILES: {code: {"origin": each} for code in where}}, 0.0)
            for each in ORIGIN.values()
        ),
        *(
            Specimen(f"{amount} € everywhere", {FILES: {code: {"amount": amount} for code in where}}, 0.0)
            for amount in ("0", "80")
        ),
        *blank({CALL: [], FILES: {}, DATES: {}}, {FILES: {ours: {"origin": "", "amount": ""}}}),
        *garbled(
            {CALL: ["?"]}, {CALL: list(best[1:])}, {FILES: {ours: {"amount": "un peu"}}}, {DATES: ["?"]}
        ),
    ]


def _alone(case: Case, truth: Truth, where: Mapping[str, str], given: Mapping[str, Decimal]) -> str | None:
    """The only way of counting that gives these amounts; None when several do."""
    right = grants(case, truth, where)
    wrong = [code for code in right if not _to_the_euro(code, given[code], right[code])]
    ways: Sequence[str] = [
        way
        for way in WHY_AMOUNT
        if all(_to_the_euro(code, given[code], grants(case, truth, where, {way})[code]) for code in wrong)
    ]
    return ways[0] if len(ways) == 1 else None
