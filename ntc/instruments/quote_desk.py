"""What a quote is made from (« devis »): the catalogue, the rules of the house, who writes to whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ntc.case import Case
from ntc.fields.options import Options, option_labels
from ntc.french import pct
from ntc.instruments.devis import Client, Issuer
from ntc.plans.quoting import (
    CGV,
    DEPOSIT,
    END_OF_MONTH,
    NET,
    NO_TIER,
    STAGES,
    VISA,
    WHOLE,
    Article,
    Tariff,
    Terms,
)

JOINED = {CGV: "Conditions générales de vente jointes", VISA: "Signature du bureau d’études obtenue"}


@dataclass(frozen=True)
class Desk:
    """What a quote is made from: the tariff, who writes to whom, what may be said of the conditions.

    ``choices``: options by condition; ``mentions``: the sentences that may be printed, by id. Raises
    ValueError when a mention takes the id of what is joined.
    """

    tariff: Tariff
    issuer: Issuer
    client: Client
    number: str
    on: date
    choices: Mapping[str, Options]
    mentions: Mapping[str, str]

    def __post_init__(self) -> None:
        if taken := self.mentions.keys() & JOINED.keys():
            raise ValueError(f"ids that are taken: {sorted(taken)}")


def quote_desk(
    case: Case,
    client: Client,
    *,
    number: str,
    on: date,
    station: bool = False,
    mentions: Options = (),
) -> Desk:
    """What a quote to this client is made from: the catalogue on sale at ``on``, the rules of the policy.

    ``station``: it is for a new air station; ``mentions``: legal and environmental sentences to tick.
    """
    policy = case.policy
    house, late = policy["terms"], policy["late"]
    tiers = {NO_TIER: Decimal(0)} | {one["tier"]: one["rate"] for one in policy["loyalty"]["tiers"]}
    shares = {
        WHOLE: (Decimal(1),),
        DEPOSIT: (house["first_order_deposit"], 1 - house["first_order_deposit"]),
        STAGES: tuple(house["stages"]),
    }
    terms = Terms(
        floor=policy["margin_floor"]["quote"],
        tiers=tiers,
        long_tiers=frozenset(house["end_of_month_tiers"]),
        shares=shares,
        stages_above=Decimal(house["stages_above"]),
        validity=policy["quote"]["valid_days"],
        study_above=Decimal(policy["quote"]["study_above"]),
        vat=policy["vat"]["rate"],
        first=client.first,
        station=station,
    )
    on_sale = [one for one in case.products if one.launched <= on and (one.ended is None or on < one.ended)]
    company, known = case.company, policy["company"]
    issuer = Issuer(company.name, known["town"], _grouped(company.siret), late["rate"], late["fixed"])
    return Desk(
        Tariff(tuple(_article(one, policy) for one in on_sale), terms),
        issuer,
        client,
        number,
        on,
        _choices(terms, house["days"], house["end_of_month_days"]),
        option_labels(mentions) if mentions else {},
    )


def _grouped(siret: str) -> str:
    """A SIRET as it is written: 801 370 604 71457."""
    return " ".join((siret[:3], siret[3:6], siret[6:9], siret[9:]))


_GROUPS = {"services": "services", "pièces": "parts"}


def _article(product: Any, policy: Mapping[str, Any]) -> Article:
    floors, authority = policy["margin_floor"], policy["discount_authority"]
    group = _GROUPS.get(product.family, "equipment")
    fixed = product.sku in authority["never"]
    return Article(
        product.sku,
        product.label,
        product.price,
        product.cost,
        None if product.sku in floors["exempt"] else floors.get(product.range, floors.get(product.family)),
        Decimal(0) if fixed else authority[group]["seller"],
        group != "services" and not fixed,
        product.eco_fee,
        product.kw,
        product.price_per_kw or Decimal(0),
        product.cost_per_kw or Decimal(0),
        product.lead_days,
    )


def _choices(terms: Terms, days: int, month_days: int) -> dict[str, list[tuple[str, str]]]:
    """What may be said of each condition, right for this client or not."""
    first, *_ = terms.shares[DEPOSIT]
    begin, middle, end = (pct(share) for share in terms.shares[STAGES])
    return {
        "tier": [(tier, "aucun" if tier == NO_TIER else tier) for tier in terms.tiers],
        "schedule": [
            (WHOLE, "en une fois, sur facture"),
            (DEPOSIT, f"{pct(first)} à la commande, le solde sur facture"),
            (STAGES, f"{begin} à la commande, {middle} à la livraison, {end} à la mise en service"),
        ],
        "due": [
            ("receipt", "à réception de la facture"),
            (NET, f"{days} jours, date de facture"),
            (END_OF_MONTH, f"fin du mois d’émission, puis {month_days} jours"),
            ("60", "60 jours, date de facture"),
        ],
        "validity": [(str(many), f"{many} jours") for many in (15, 30, 60, 90)],
    }


_SAMPLE_TERMS = Terms(
    floor=Decimal("0.27"),
    tiers={NO_TIER: Decimal(0), "Argent": Decimal("0.02"), "Or": Decimal("0.03")},
    long_tiers=frozenset({"Or"}),
    shares={
        WHOLE: (Decimal(1),),
        DEPOSIT: (Decimal("0.30"), Decimal("0.70")),
        STAGES: (Decimal("0.30"), Decimal("0.60"), Decimal("0.10")),
    },
    stages_above=Decimal(15_000),
    validity=30,
    study_above=Decimal(20_000),
    vat=Decimal("0.20"),
)


def _sample(id: str, label: str, price: int, cost: int, floor: str, authority: str, **more: Any) -> Article:
    amounts = Decimal(price), Decimal(cost), Decimal(floor), Decimal(authority)
    return Article(id, label, *amounts, **more)


SAMPLE = Desk(
    Tariff(
        (
            _sample(
                "M-22", "Machine <b>22</b> kW", 15_800, 10_270, "0.24", "0.08",
                eco_fee=Decimal("9.60"), kw=Decimal(22), lead_days=15,
            ),
            _sample("M-30", "Machine 30 kW", 19_900, 13_900, "0.24", "0.08", kw=Decimal(30)),
            _sample("T-7", "Sécheur de 7 m³/min", 4150, 2670, "0.26", "0.08", eco_fee=Decimal("6.20")),
            _sample("S-1", "Mise en service", 520, 310, "0.30", "0.03", loyal=False),
            _sample(
                "C-1", "Contrat d’entretien, par an", 480, 264, "0.30", "0.03",
                loyal=False, price_per_kw=Decimal(32), cost_per_kw=Decimal("17.60"),
            ),
        ),
        _SAMPLE_TERMS,
    ),
    Issuer("Maison Essai", "Carquefou", "801 370 604 71457", Decimal("0.1215"), 40),
    Client("Menuiserie <b>Ber</b>", "Blain", "M. Ber, dirigeant"),
    "D-2026-0117",
    date(2026, 1, 29),
    _choices(_SAMPLE_TERMS, 30, 45),
    {"oil": "Condensats séparés <i>avant</i> rejet", "back": "Reprise de l’ancienne machine"},
)  # fmt: skip
