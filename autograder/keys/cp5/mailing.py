"""cp5-mailing: four campaigns down to their margin, the one most opened, six feet of messages."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from autograder.keys.answers import Answers, Entry
from autograder.keys.primitives import Kept, Told, combine, mark_match, row_mark, sensible
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.primitives.kept import Ways
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import Raw, blank, garbled, typed
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import euros, percent
from ntc.lessons.cp5 import plans, worked

ID = "cp5-mailing"
CAMPAIGNS, OPENED, FEET = (f"{ID}-{part}" for part in ("campaigns", "opened", "feet"))
OPENING, REACTIVITY = plans.OPENED
LEAD, ROI, DECISION = "lead", "roi", "decision"
CAMPAIGN = 0.5
WEIGHTS = {OPENING: 0.5, REACTIVITY: 0.5, "feet": 2.0}
THIRD = 1 / 3
# Two feet of each kind: one answer everywhere puts as many right.
CHANCE = 2
HALF_EURO, A_TENTH = Decimal("0.5"), Decimal("0.0006")
"""A cost to the half euro; a rate to the tenth of a point, as it is rounded."""
KEEP, MEND, STOP = "keep", "mend", "stop"

GROSS, ON_MARGIN, A_DEAL = "trap.roi-gross", "trap.roi-on-margin", "trap.per-order-cost"
SENT, ON_DELIVERED = "trap.on-sent", "trap.clicks-on-delivered"
WHY = {
    GROSS: "Retirez le coût d’abord : ce qui a été dépensé n’est pas gagné.",
    ON_MARGIN: "Le gain se rapporte à la dépense, non à la marge.",
    A_DEAL: "C’est le coût d’une commande ; un contact utile est compté bien avant elle.",
    SENT: "Comptez les messages remis : les autres, personne n’a pu les lire.",
    ON_DELIVERED: "La réactivité part des ouvertures : parmi ceux qui ont ouvert, qui a cliqué ?",
}
METHODS = {
    LEAD: "Le coût de la campagne ÷ ses contacts utiles.",
    ROI: "(Marge − coût) ÷ coût.",
    OPENING: "Les ouvertures ÷ les messages remis.",
    REACTIVITY: "Les clics ÷ les ouvertures.",
}
SIGN = "La perte se marque d’un signe : ce ROI a le bon nombre, non le bon signe."
FOLLOWS = "La décision découle de votre ROI ; reprenez-le, elle changera."
BY_RULE = "Votre ROI et la règle de la maison ne disent pas cela : relisez où elle coupe."
UNDECIDED = "Reste à décider."
UNFOUNDED = "Une décision sans ROI ne repose sur rien."
SENSELESS = "Ce ROI est trop loin du compte pour fonder une décision."
UNCOUNTED = "Il manque un des deux nombres."
RIGHT_ROW = "Le coût, le ROI et la décision se tiennent."


@key(ID)
def mailing(case: Case, truth: Truth, answers: Answers) -> Mark:
    """A campaign by its cost, its ROI, and the decision that one's own ROI calls for; two rates; the feet."""
    parts, sheet = exercises.load()[ID].parts, _sheet(case, answers)
    rows = dict(plans.campaigns(case))
    marks = [_campaign(code, Part(f"campaigns-{code}", rows[code]), case, answers, sheet) for code in rows]
    marks += [_rate(parts[part], answers.cell(OPENED, part), case, sheet) for part in plans.OPENED]
    marks.append(_feet(parts["feet"], answers.entry(FEET), case, truth))
    return combine(marks, {**{f"campaigns-{code}": CAMPAIGN for code in rows}, **WEIGHTS})


def figures(case: Case, ways: Ways = frozenset()) -> dict[str, Decimal]:
    """By campaign its cost a useful contact and its ROI, then the two rates, counted in these ways."""
    found: dict[str, Decimal] = {}
    for one in worked.campaigns(case):
        row = one.row
        found[f"{row.camp_id} {LEAD}"] = (
            row.cost / row.orders if A_DEAL in ways and row.orders else one.a_lead
        )
        found[f"{row.camp_id} {ROI}"] = (
            row.margin / row.cost
            if GROSS in ways
            else (row.margin - row.cost) / row.margin
            if ON_MARGIN in ways and row.margin
            else one.roi
        )
    row = worked.most_opened(case).row
    found[OPENING] = Decimal(row.opens) / (row.sent if SENT in ways else row.delivered)
    found[REACTIVITY] = Decimal(row.clicks) / (row.delivered if ON_DELIVERED in ways else row.opens)
    return found


def decided(case: Case, ratio: Decimal) -> str:
    """What the house decides at that ROI."""
    if ratio >= 0:
        return KEEP
    return MEND if ratio >= Decimal(str(case.policy["campaign"]["mended_from"])) else STOP


def _near(name: str, given: Decimal, value: Decimal) -> bool:
    return abs(given - value) <= (HALF_EURO if name.endswith(LEAD) else A_TENTH)


def _of_a_margin(ratio: Decimal, right: Decimal) -> bool:
    """Whether a ROI is that of a margin near enough: a ROI is a gap, which a slight misreading doubles."""
    return sensible(1 + ratio, 1 + right)


def _sheet(case: Case, answers: Answers) -> Kept:
    given = {
        f"{code} {column}": answers.cell(CAMPAIGNS, code, column).value
        for code, _ in plans.campaigns(case)
        for column in (LEAD, ROI)
    } | {part: answers.cell(OPENED, part).value for part in plans.OPENED}
    return Kept(partial(figures, case), WHY, _near, given)


def _campaign(code: str, part: Part, case: Case, answers: Answers, sheet: Kept) -> PartMark:
    """Mark a campaign: a third for its cost, a third for its ROI, a third for what one's own ROI decides."""
    cells = {column: answers.cell(CAMPAIGNS, code, column) for column in (LEAD, ROI, DECISION)}
    options, right = exercises.load()[ID].options["decisions"], figures(case)
    cost, ratio, chosen = (cells[column].value for column in (LEAD, ROI, DECISION))
    told = {
        column: sheet.read(f"{code} {column}", cells[column].value, METHODS[column])
        if cells[column].value is not None
        else Told(False, explained=False)
        for column in (LEAD, ROI)
    }
    expected_roi = right[f"{code} {ROI}"]
    # A decision without a ROI, or with one that makes no sense, follows from nothing.
    turned = ratio is not None and abs(ratio + expected_roi) <= A_TENTH
    founded = ratio is not None and (
        turned or _of_a_margin(ratio, expected_roi) or sheet.plausible(f"{code} {ROI}", ratio)
    )
    called_for = decided(case, expected_roi if ratio is None else ratio)
    followed = founded and chosen == called_for
    said = [one.said for one in told.values() if one.said and (not one.sound or one.carried)]
    if turned and not told[ROI].sound:
        said[-1] = SIGN
    if cost is None or ratio is None:
        said.append(UNCOUNTED)
    if not followed:
        said.append(
            UNDECIDED if chosen is None else UNFOUNDED if ratio is None else BY_RULE if founded else SENSELESS
        )
    elif called_for != decided(case, expected_roi):
        said.append(FOLLOWS)
    shown = (
        euros(cost) if cost is not None else "—",
        percent(ratio, 1) if ratio is not None else "—",
        options.get(chosen, "—"),
    )
    return row_mark(
        part,
        cells.values(),
        THIRD * (sum(one.sound for one in told.values()) + followed),
        " ".join(said) or RIGHT_ROW,
        given=" · ".join(shown),
        expected=" · ".join(
            (
                euros(right[f"{code} {LEAD}"]),
                percent(expected_roi, 1),
                options[decided(case, expected_roi)],
            )
        ),
        slip=next((one.slip for one in told.values() if one.slip), None),
        carried=any(one.carried for one in told.values()),
    )


def _rate(part: Part, entry: Entry, case: Case, sheet: Kept) -> PartMark:
    expected = percent(figures(case)[part.id], 1)
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    found = sheet.read(part.id, entry.value, METHODS[part.id])
    shown = percent(entry.value, 1)
    return question_mark(
        part,
        float(found.sound),
        found.said if found.sound else f"Vous trouvez {shown}. {found.said}",
        given=shown,
        expected=expected,
        slip=found.slip,
        carried=found.carried,
    )


def feet(case: Case, truth: Truth) -> dict[str, str]:
    """What each foot lacks, if anything."""
    labels = truth.of("quiz_items")
    return {code: labels[code].right for code, _ in plans.feet(case)}


def _feet(part: Part, entry: Entry, case: Case, truth: Truth) -> PartMark:
    right, choices = feet(case, truth), dict(plans.lacks(case))
    reasons = truth.of("quiz_choices")
    why = {(code, choice): reasons[choice].reason for code in right for choice in choices}
    accepted = {code: {choice} for code, choice in right.items()}
    return mark_match(part, entry, accepted, dict(plans.feet(case)), choices, why, CHANCE)


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    rows, right_feet = [code for code, _ in plans.campaigns(case)], feet(case, truth)
    total = CAMPAIGN * len(rows) + sum(WEIGHTS.values())
    third, rate, foot = CAMPAIGN / 3 / total, 0.5 / total, 2 / total / (len(right_feet) - CHANCE)
    right = figures(case)

    def raw(values: Mapping[str, Decimal], chosen: Mapping[str, str] | None = None) -> Raw:
        chosen = chosen or {code: decided(case, values[f"{code} {ROI}"]) for code in rows}
        lines = {
            code: {
                LEAD: typed(values[f"{code} {LEAD}"]),
                ROI: typed(values[f"{code} {ROI}"], "%"),
                DECISION: chosen[code],
            }
            for code in rows
        }
        return {
            CAMPAIGNS: lines,
            OPENED: {part: {"value": typed(values[part], "%")} for part in plans.OPENED},
            FEET: right_feet,
        }

    def kept(way: str) -> Specimen:
        """A way of counting kept all along, and the decisions that follow: charged where it first shows."""
        values = figures(case, frozenset({way}))
        lost = rate if way in (SENT, ON_DELIVERED) else third
        return Specimen(f"{way} kept", raw(values), 1 - lost, way)

    whole = raw(right)
    lost = next(code for code in rows if right[f"{code} {ROI}"] < 0)
    turned = {**right, f"{lost} {ROI}": -right[f"{lost} {ROI}"]}
    first, second = list(right_feet)[:2]
    other = next(choice for choice, _ in plans.lacks(case) if choice != right_feet[first])
    opposite = {code: STOP if decided(case, right[f"{code} {ROI}"]) != STOP else KEEP for code in rows}
    rounded = {name: round(value, 2 if name.endswith(LEAD) else 3) for name, value in right.items()}
    return [
        Specimen("right", whole, 1.0),
        Specimen("rounded", raw(rounded), 1.0),
        *map(kept, WHY),
        Specimen("a loss without its sign, kept", raw(turned), 1 - third),
        Specimen("decisions against one’s own figures", raw(right, opposite), 1 - 4 * third),
        Specimen("a foot misread", {**whole, FEET: {**right_feet, first: other}}, 1 - foot),
        Specimen("campaigns only", {CAMPAIGNS: whole[CAMPAIGNS]}, 2 / total),
        Specimen("rates only", {OPENED: whole[OPENED]}, 2 * rate),
        Specimen("feet only", {FEET: right_feet}, 2 / total),
        *(
            Specimen(f"every foot: no. {rank}", {FEET: dict.fromkeys(right_feet, choice)}, 0.0)
            for rank, (choice, _) in enumerate(plans.lacks(case), 1)
        ),
        Specimen("every campaign kept", {CAMPAIGNS: {code: {DECISION: KEEP} for code in rows}}, 0.0),
        *blank({CAMPAIGNS: {}, OPENED: {}, FEET: {}}, {CAMPAIGNS: {lost: {LEAD: "", ROI: "", DECISION: ""}}}),
        *garbled({CAMPAIGNS: {lost: {ROI: "beaucoup"}}}, {OPENED: ["?"]}, {FEET: {second: "ghost"}}),
    ]
