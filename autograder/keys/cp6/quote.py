"""cp6-quote: a quote drawn up, a draft put right, what the law asks of it, and where its price stands."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.cp6 import quote_built as built
from autograder.keys.primitives import combine, eliminated, mark_number, mark_set
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.primitives.kept import again
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import Raw, blank, garbled, typed
from autograder.keys.traps import trap
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc.discounts import compound_discount, instalments
from ntc.calc.numbers import cents
from ntc.calc.slips import Slip
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import count, euros, num, typeset
from ntc.lessons.cp6 import plans, quoted, survey
from ntc.plans.quoting import Draft

ID = "cp6-quote"
BUILDER, MENTIONS, FIGURES, REGIME, LAW, MARKET = (
    f"{ID}-{part}" for part in ("builder", "mentions", "draft", "regime", "law", "market")
)
HT, DEPOSIT = plans.TOTALS
OLD_VESSEL, DRAFT_VESSEL, DRYER = plans.REGIME
(INDEX,) = plans.MARKET
# Of fourteen points.
WEIGHTS = {
    "builder": 6.0,
    "mentions": 2.0,
    HT: 1.0,
    DEPOSIT: 1.0,
    OLD_VESSEL: 0.5,
    DRAFT_VESSEL: 0.5,
    DRYER: 0.5,
    "law": 1.5,
    INDEX: 1.0,
}
A_EURO, HALF = Decimal(1), Decimal("0.5")
TONNES = Decimal("0.05")
"""To a tenth of a tonne, as it is rounded."""
TIER, OFFERED = Decimal("0.02"), Decimal("0.08")
"""The two discounts of the draft: a tier that the client has not, and all that a seller may give."""
PLATED = Decimal("7.5")
"""bar: the pressure at which the flows of the catalogue are given."""
INDEX_TOLERANCE = Decimal("0.5")
REASONS_TOLD = 4
WRONG, LAWFUL = "Fausse, je la corrige", "Je peux l’écrire"

UNDONE = (
    "Les remises du brouillon y sont encore : rien n’a été demandé en échange, et le palier n’existe pas."
)
ADDED = "Vous avez additionné 2 % et 8 % ; et surtout, aucune des deux n’a sa place sur ce devis."
EARLY = "Le palier Argent viendrait de ce devis-là : il ne peut pas jouer sur lui."
ECO_OFF = "L’éco-contribution a été remisée : elle se reverse telle quelle."
NO_ECO = "L’éco-contribution manque au total HT : elle s’ajoute, ligne par ligne."
BY_LINES = "Prix du catalogue des quatre lignes, sans remise, puis leur éco-contribution."
ON_HT = "L’acompte se calcule sur le TTC : ajoutez d’abord la TVA."
BY_SHARE = "Total TTC × part due à la commande (R07)."
CARRIED = "Calcul juste sur votre propre total HT : l’erreur n’est comptée qu’une fois."
SERVICE = "C’est une pression de service : la plaque dit PS, la plus haute que la cuve peut porter."
BY_PLATE = "PS de la plaque, en bar × volume, en litres."
IN_KG = "Ce sont des kilogrammes : divisez par mille."
BY_CHARGE = "Charge en kg × équivalent CO₂ d’un kg du fluide, puis en tonnes."
ALL_OFFERS = "Une offre périmée, ou qui n’est pas la même machine, est restée dans la moyenne."
TURNED = "Rapport à l’envers : c’est notre prix que l’on rapporte au leur."
BY_MEAN = "Notre prix du catalogue ÷ moyenne des offres écrites, valables, de la même machine, × 100."
OWN_MACHINE = "Indice juste pour la puissance choisie à la page 5 : l’erreur n’est comptée qu’une fois."
OF_RATIOS = "Admis : la moyenne des rapports, offre par offre."
BY_RULES = "Relisez R02, R04, R05 et R07, mention par mention."
BY_TEXTS = "Une phrase s’écrit si un texte la porte, telle quelle."


@key(ID)
def quote(case: Case, truth: Truth, answers: Answers) -> Mark:
    """The quote by its ten needs; the draft, the law and the market by their sets and figures."""
    parts = exercises.load()[ID].parts
    wrong, lawful = labelled(case, truth, "mentions", WRONG), labelled(case, truth, "droit", LAWFUL)
    ht = answers.cell(FIGURES, HT)
    marks = [
        _builder(parts["builder"], answers.entry(BUILDER), case, built.own(answers)),
        _set(parts["mentions"], answers.entry(MENTIONS), wrong, plans.mentions(case), truth, BY_RULES),
        mark_number(parts[HT], ht, draft_ht(case), A_EURO, slips=ht_slips(case), method=BY_LINES),
        _deposit(parts[DEPOSIT], answers.cell(FIGURES, DEPOSIT), case, ht.value),
        *_vessels(parts, answers, case),
        mark_number(
            parts[DRYER],
            answers.cell(REGIME, DRYER),
            tonnes(case),
            TONNES,
            slips=dryer_slips(case),
            method=BY_CHARGE,
        ),
        _set(parts["law"], answers.entry(LAW), lawful, plans.sentences(case), truth, BY_TEXTS),
        _index(parts[INDEX], answers.cell(MARKET, INDEX), case, truth, built.own(answers)),
    ]
    return combine(marks, WEIGHTS)


# --- the draft -----------------------------------------------------------------------------------------


def draft_ht(case: Case) -> Decimal:
    """The draft at the prices of the catalogue, éco-contribution included."""
    return sum((row.price + row.eco_fee for row in quoted.drafted(case)), Decimal(0))


def deposit(case: Case, ht: Decimal) -> Decimal:
    """What is paid with the order, TTC."""
    rate, shares = case.policy["vat"]["rate"], case.policy["terms"]["stages"]
    return instalments(cents(ht * (1 + rate)), shares)[0]


def ht_slips(case: Case) -> list[Slip]:
    """The totals that the draft’s own mistakes give."""
    rows = quoted.drafted(case)
    goods = sum(row.price for row in rows if row.family != "services")
    start = sum(row.price for row in rows if row.family == "services")
    fee = sum(row.eco_fee for row in rows)
    both = 1 - compound_discount((TIER, OFFERED))
    starts = (start, start * (1 - OFFERED))
    return [
        trap("eco-forgotten", goods + start, NO_ECO),
        trap("draft-tier", goods * (1 - TIER) + start + fee, EARLY),
        *(trap("draft-discount", goods * both + each + fee, UNDONE) for each in starts),
        *(Slip("mc.disc-add", goods * (1 - TIER - OFFERED) + each + fee, typeset(ADDED)) for each in starts),
        *(trap("eco-discounted", (goods + fee) * both + each, ECO_OFF) for each in starts),
    ]


def deposit_slips(case: Case, ht: Decimal) -> list[Slip]:
    """The deposit taken on the total HT."""
    share = case.policy["terms"]["stages"][0]
    return [Slip("mc.vat-forgotten", cents(ht * share), typeset(ON_HT))]


def _deposit(part: Part, entry: Entry, case: Case, ht: Decimal | None) -> PartMark:
    right = draft_ht(case)
    bases = [right, *([ht] if ht else [])]
    return mark_number(
        part,
        entry,
        deposit(case, right),
        A_EURO,
        carried=[(deposit(case, ht), CARRIED)] if ht and right / 2 <= ht <= 2 * right else [],
        slips=[one for base in bases for one in deposit_slips(case, base)],
        method=BY_SHARE,
    )


# --- vessels, dryer, offers ----------------------------------------------------------------------------


def vessels(case: Case) -> dict[str, int]:
    """PS·V of the vessel in place and of the draft’s, in bar·litres."""
    old = survey.in_place(case, "cuve")
    volume = next(quoted.litres(sku) for sku in quoted.DRAFT if sku.startswith("CU-"))
    return {OLD_VESSEL: int(old.pressure_bar * old.vessel_l), DRAFT_VESSEL: quoted.DRAFT_PS * volume}


def vessel_slips(case: Case, bar_litres: int) -> list[Slip]:
    """The same volume at a pressure of service: the tools’, the one that is set, the catalogue’s."""
    volume = Decimal(bar_litres) / quoted.DRAFT_PS
    pressures = (
        Decimal(7),
        PLATED,
        *(survey.fact(case, each) for each in ("pression-outil", "pression-reglee")),
    )
    return [trap("service-pressure", volume * bars, SERVICE) for bars in dict.fromkeys(pressures)]


def _vessels(parts: Mapping[str, Part], answers: Answers, case: Case) -> list[PartMark]:
    """Mark each vessel; a pressure that was taken for PS on the first is charged there only."""
    marks: list[PartMark] = []
    for name, bar_litres in vessels(case).items():
        slips = vessel_slips(case, bar_litres)
        charged = {mark.slip for mark in marks}
        marks.append(
            mark_number(
                parts[name],
                answers.cell(REGIME, name),
                Decimal(bar_litres),
                HALF,
                carried=again(slips, charged),
                slips=slips,
                method=BY_PLATE,
                places=0,
            )
        )
    return marks


def tonnes(case: Case) -> Decimal:
    """What the fluid of the old dryer weighs, in t CO2e."""
    return survey.in_place(case, "sécheur").charge_kg * quoted.GWP_R404A / 1000


def dryer_slips(case: Case) -> list[Slip]:
    """Kilogrammes given for tonnes."""
    return [trap("co2-kg", tonnes(case) * 1000, IN_KG)]


def offers(case: Case, truth: Truth, sku: str = "") -> list[Decimal]:
    """The prices that may be compared with a machine's: written, valid, of the same machine."""
    labels, wanted = truth.of("competitor_offers"), sku or plans.priced(case)
    return [
        row.price
        for row in case.competitor_offers
        if row.comparable == wanted
        and not labels[row.offer_id].refused
        and labels[row.offer_id].reliability == "fiable"
    ]


def index(case: Case, prices: Sequence[Decimal], sku: str = "") -> Decimal:
    """Our price, the mean of these being 100."""
    return 100 * _ours(case, sku) * len(prices) / sum(prices)


def index_of_ratios(case: Case, prices: Sequence[Decimal]) -> Decimal:
    """The same, as the mean of each ratio."""
    return sum((100 * _ours(case) / price for price in prices), Decimal(0)) / len(prices)


def index_slips(case: Case, truth: Truth) -> list[Slip]:
    """The indices of a list that was not sorted, or of a ratio turned round."""
    sku, right = plans.priced(case), offers(case, truth)
    alike = [row.price for row in case.competitor_offers if row.comparable == sku]
    stations = [row.price for row in case.competitor_offers if row.comparable.startswith(f"{sku} ")]
    lists = [each for each in (alike, [*right, *stations], [*alike, *stations]) if each != right]
    return [
        *(trap("all-offers", index(case, each), ALL_OFFERS) for each in lists),
        trap("ratio-turned", 10_000 / index(case, right), TURNED),
    ]


def _ours(case: Case, sku: str = "") -> Decimal:
    return quoted.products(case)[sku or plans.priced(case)].price


def index_at(case: Case, truth: Truth, machine: str | None) -> Decimal | None:
    """The index of the variable speed at the power of a machine; None where nobody sells it beside us."""
    twin = f"GVV-{(machine or '').partition('-')[2]}"
    known = offers(case, truth, twin)
    return index(case, known, twin) if known else None


def _index(part: Part, entry: Entry, case: Case, truth: Truth, own: built.Own) -> PartMark:
    """Mark the index: of the machine that is needed, or of the power that was chosen at page 5."""
    right, carried = offers(case, truth), index_at(case, truth, own.machine)
    return mark_number(
        part,
        entry,
        index(case, right),
        INDEX_TOLERANCE,
        also=[(index_of_ratios(case, right), OF_RATIOS)],
        carried=[] if carried is None else [(carried, OWN_MACHINE)],
        slips=index_slips(case, truth),
        method=BY_MEAN,
        places=1,
    )


# --- what is ticked, and the quote ---------------------------------------------------------------------


def labelled(case: Case, truth: Truth, part: str, choice: str) -> set[str]:
    """The items of a list whose right choice is the one so worded."""
    labels, choices = truth.of("quiz_items"), {row.choice_id: row.text for row in case.quiz_choices}
    rows = (row.item_id for row in case.quiz_items if (row.exercise, row.part) == (ID, part))
    return {item for item in rows if choices[labels[item].right] == choice}


def _set(
    part: Part,
    entry: Entry,
    right: set[str],
    items: Sequence[tuple[str, str]],
    truth: Truth,
    method: str,
) -> PartMark:
    """Mark what was ticked; each one ticked wrongly is told its rule."""
    labels = truth.of("quiz_items")
    ticked = frozenset(entry.value or ())
    why = [labels[item].reason for item, _ in items if item in ticked - right][:REASONS_TOLD]
    return mark_set(part, entry, right, dict(items), " ".join(why) or method)


def _builder(part: Part, entry: Entry, case: Case, own: built.Own) -> PartMark:
    expected = " · ".join(f"{num(qty)} × {sku}" for sku, qty in built.right_lines(case).items())
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    draft: Draft = entry.value
    judged = built.judge(case, draft, own)
    totals = quoted.desk(case).tariff.totals(draft)
    shown = count(len(draft.lines), "ligne") + (f" · {euros(totals.ht)} HT" if totals else "")
    mark = question_mark(
        part,
        judged.fraction,
        built.told(judged, draft),
        given=shown,
        expected=expected,
        carried=judged.carried,
    )
    if judged.forbidden:
        return eliminated(mark, judged.none, built.BEYOND_NOTED)
    return mark


# --- specimens -----------------------------------------------------------------------------------------


def raw_quote(lines: Mapping[str, Decimal | int], off: Mapping[str, str] | None = None, **terms: str) -> Raw:
    """The raw answer of the builder: quantities, discounts, conditions; both boxes ticked."""
    given = off or {}
    return {
        **{sku: {"qty": num(qty), "off": given.get(sku, "")} for sku, qty in lines.items()},
        "terms": {"tier": "none", "schedule": "stages", "due": "30", "validity": "30"} | terms,
        "boxes": {"cgv": "yes", "visa": "yes"},
    }


def right_raw(case: Case, truth: Truth) -> Raw:
    """The whole exercise, right."""
    ht = draft_ht(case)
    regime = {name: Decimal(value) for name, value in vessels(case).items()} | {DRYER: tonnes(case)}
    return {
        BUILDER: raw_quote(built.right_lines(case)),
        MENTIONS: sorted(labelled(case, truth, "mentions", WRONG)),
        FIGURES: _cells({HT: ht, DEPOSIT: deposit(case, ht)}),
        REGIME: _cells(regime),
        LAW: sorted(labelled(case, truth, "droit", LAWFUL)),
        MARKET: _cells({INDEX: index(case, offers(case, truth))}),
    }


def _cells(values: Mapping[str, Decimal]) -> Raw:
    return {row: {"value": typed(value)} for row, value in values.items()}


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    total = sum(WEIGHTS.values())
    share = {name: weight / total for name, weight in WEIGHTS.items()}
    builder, right = share["builder"], right_raw(case, truth)

    def changed(label: str, lost: float, slip: str | None = None, **fields: Any) -> Specimen:
        raw = {**right, **{f"{ID}-{field}": value for field, value in fields.items()}}
        return Specimen(label, raw, 1 - lost, slip)

    def figures(field: str, row: str, slips: Sequence[Slip], near: Decimal, sound: Decimal) -> list[Specimen]:
        raws = [
            (slip, {**right[f"{ID}-{field}"], row: {"value": typed(slip.value)}})
            for slip in slips
            if abs(slip.value - sound) > near
        ]
        return [
            changed(f"{row} no. {rank}: {one.id}", share[row], one.id, **{field: raw})
            for rank, (one, raw) in enumerate(raws, 1)
        ]

    ht, first = draft_ht(case), ht_slips(case)[0]
    paid, prices = deposit(case, ht), offers(case, truth)
    return [
        Specimen("right", right, 1.0),
        changed("rounded to the euro", 0, draft=_cells({HT: round(ht), DEPOSIT: round(paid)})),
        changed(
            "a wrong total carried on",
            share[HT],
            first.id,
            draft=_cells({HT: first.value, DEPOSIT: deposit(case, first.value)}),
        ),
        *_quotes(case, builder, changed),
        *figures("draft", HT, ht_slips(case), A_EURO, ht),
        *figures("draft", DEPOSIT, deposit_slips(case, ht), A_EURO, paid),
        *(
            one
            for name, value in vessels(case).items()
            for one in figures("regime", name, vessel_slips(case, value), HALF, Decimal(value))
        ),
        *figures("regime", DRYER, dryer_slips(case), TONNES, tonnes(case)),
        *figures("market", INDEX, index_slips(case, truth), INDEX_TOLERANCE, index(case, prices)),
        changed("the mean of ratios", 0, market=_cells({INDEX: index_of_ratios(case, prices)})),
        changed("every mention ticked", share["mentions"], mentions=[i for i, _ in plans.mentions(case)]),
        changed("every sentence ticked", share["law"], law=[i for i, _ in plans.sentences(case)]),
        Specimen("the quote only", {BUILDER: right[BUILDER]}, builder),
        Specimen("all but the quote", {**right, BUILDER: {}}, 1 - builder),
        *blank({BUILDER: {}, MENTIONS: [], FIGURES: {}, LAW: []}),
        *garbled({BUILDER: ["?"]}, {FIGURES: {HT: {"value": "cher"}}}, {LAW: ["ghost"]}, {MARKET: ["?"]}),
    ]


def _quotes(case: Case, builder: float, changed: Callable[..., Specimen]) -> list[Specimen]:
    """Quotes that leave the right one: what they lose of the points of the builder."""
    lines, need = built.right_lines(case), builder / len(built.WHY)
    machine, dryer = (next(sku for sku in lines if sku.startswith(kind)) for kind in ("GVV-", "SF-"))
    early = {"counterpart": "Commande avant le 13 février"}

    def quoted_as(label: str, lost: float, raw: Raw) -> Specimen:
        return changed(label, lost, builder=raw)

    def instead(old: str, new: str) -> Raw:
        return raw_quote({new if sku == old else sku: qty for sku, qty in lines.items()})

    # What is missing of the eight lines is missing of what the envelope was kept for.
    line = need * (1 + 1 / 8)
    unpaid = {sku: qty for sku, qty in lines.items() if sku not in built.LEAKS}
    unsaid = raw_quote(lines)
    unsaid["terms"] = {**unsaid["terms"], "due": ""}
    return [
        quoted_as("fixed speed covers the need as well", 0, instead(machine, machine.replace("GVV-", "GV-"))),
        quoted_as("upkeep and training beside", 0, raw_quote(lines | {"FOR-1": 1, "CTR-SE": 1, "TEL-1": 1})),
        quoted_as("a discount against something", 0, raw_quote(lines, {machine: "2 %"}, **early)),
        quoted_as("a discount for nothing", need / 3, raw_quote(lines, {machine: "2 %"})),
        quoted_as("beyond authority", builder, raw_quote(lines, {machine: "9 %"}, **early)),
        quoted_as("no machine", builder, raw_quote({k: v for k, v in lines.items() if k != machine})),
        quoted_as("too small a machine", builder, instead(machine, "GV-15")),
        quoted_as("the dryer of the plate", line, instead(dryer, "SF-40")),
        quoted_as("two dryers, and out of the envelope", 2 * need, raw_quote(lines | {dryer: 2})),
        quoted_as("no leak line", line, raw_quote(unpaid)),
        quoted_as("paid at sixty days", need / 3, raw_quote(lines, due="60")),
        quoted_as("a condition unsaid", need / 3, unsaid),
    ]
