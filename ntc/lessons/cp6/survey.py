"""The joinery's file as one reads it: the survey, the workshop, the catalogue. Nothing is worked out here."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from ntc.calc.air import Tool
from ntc.case import Case

TODAY = "aujourd’hui"
INLET, ROOM = "air à l’entrée", "air du local"
FIXED, VARIABLE = "vitesse fixe", "vitesse variable"
_EFFICIENCY = Decimal("0.9")
"""What a motor gives back of the power that it draws: 22 kW at the shaft are 24.4 kW on the bill."""


@cache
def joinery(case: Case) -> Any:
    """The joinery (« la menuiserie »), as the file of prospects has it."""
    account = case.workshop[0].account_id
    return next(row for row in case.prospects if row.prospect_id == account)


def in_place(case: Case, kind: str) -> Any:
    """A machine that stands at the joinery: « cuve », « sécheur », « compresseur »."""
    account = joinery(case).prospect_id
    return next(row for row in case.installed_base if (row.account_id, row.kind) == (account, kind))


def fact(case: Case, name: str) -> Decimal:
    """A figure of the survey (« relevé »), by its id; StopIteration when it holds no such fact."""
    text = next(row.value for row in case.site_facts if row.fact_id == name)
    return Decimal(re.sub(r"\s", "", text).replace(",", "."))


def tools(case: Case, *, line: bool) -> list[Tool]:
    """The tools of the workshop (« postes d'air »), with those of the line of September or without."""
    return [
        Tool(row.count, row.flow_l_min, row.use_rate) for row in case.workshop if line or row.phase == TODAY
    ]


def factor(case: Case, kind: str, degrees: Decimal | int) -> Decimal:
    """The correction factor of a dryer (« facteur de correction »); StopIteration when none is given."""
    return next(row.factor for row in case.dryer_factors if (row.kind, row.degrees) == (kind, degrees))


def machines(case: Case, kind: str) -> Mapping[str, Any]:
    """The compressors of the catalogue of one kind, by reference: ``FIXED`` or ``VARIABLE``."""
    return {row.sku: row for row in case.products if row.range == kind and row.flow_m3min}


def twin(sku: str, kind: str) -> str:
    """The reference of the same power and the other speed: GV-22 and GVV-22."""
    return f"{'GVV' if kind == VARIABLE else 'GV'}-{sku.partition('-')[2]}"


def absorbed(kw: Decimal) -> Decimal:
    """The power that a fixed machine draws at full load (« puissance absorbée »), in kW to the tenth."""
    return (kw / _EFFICIENCY).quantize(Decimal("0.1"))
