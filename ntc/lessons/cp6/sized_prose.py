"""Figures that the prose of CP6 names, pages 5 and 6: air, machines, energy."""

from ntc.case import Case
from ntc.french import NBSP, day_in_words, euros, number, percent, typeset
from ntc.lessons.cp6 import survey, worked

_LEAKS = "fuites-avant"


def prose(case: Case) -> dict[str, str]:
    """The figures, written in French."""
    return {**_file(case), **_sized(case), **_week(case)}


def _file(case: Case) -> dict[str, str]:
    """What the file of the joinery says of itself, and the rules of the house."""
    rule, (lease,) = case.policy["air"], case.lease_offers
    account = survey.joinery(case).prospect_id
    *_, foreman = (row for row in case.contacts if row.account_id == account)
    told = {row.fact_id: row for row in case.site_facts}
    return {
        "atelier-chef": typeset(f"{foreman.first} {foreman.last}"),
        "fuites-jour": day_in_words(told[_LEAKS].told_on),
        "air-reserve": percent(rule["reserve"], 0),
        "air-perte-filtre": _bar(rule["filter_bar"]),
        "air-perte-secheur": _bar(rule["dryer_bar"]),
        "air-cycle": number(60 // rule["cycles_a_minute"]),
        "bailleur-mois": number(lease.months),
        "bailleur-loyer": euros(lease.rent),
        "bailleur-option": euros(lease.option),
    }


def _sized(case: Case) -> dict[str, str]:
    found, machine = worked.sized(case), worked.machine(case, survey.FIXED)
    (inlet, room), reserve = found.factors, case.policy["air"]["reserve"]
    return {
        "imp-utile": _litres(found.used),
        "imp-fuites": percent(worked.LEAKING, 0),
        "imp-fuites-apres": percent(worked.REPAIRED, 0),
        "imp-fois-fuites": number(1 + worked.LEAKING, 2),
        "air-fois-reserve": number(1 + reserve, 2),
        "imp-fois-somme": number(1 + worked.LEAKING + reserve, 2),
        "imp-besoin": _litres(found.leaking),
        "imp-besoin-repare": _litres(found.repaired),
        "imp-additionne": _litres(found.added),
        "imp-machine": machine.sku,
        "imp-debit": _cubic(machine.flow_m3min),
        "imp-pression-outils": _bar(worked.TOOL_BAR),
        "imp-pression-reseau": _bar(worked.NETWORK_BAR),
        "imp-pression": _bar(found.pressure),
        "imp-ecart": _bar(worked.SWING),
        "imp-litres-seconde": number(found.litres_a_second, 0),
        "imp-cuve": typeset(f"{number(found.volume, 0)} L"),
        "imp-facteur-entree": number(inlet, 2),
        "imp-facteur-local": number(room, 2),
        "imp-degres-entree": typeset(f"{worked.INLET_DEGREES} °C"),
        "imp-degres-local": typeset(f"{worked.ROOM_DEGREES} °C"),
        "imp-secheur": _cubic(found.dryer),
        "imp-secheur-plaque": typeset(f"{number(found.plate_size)} m³/min"),
        "imp-secheur-choisi": typeset(f"{number(found.dryer_size)} m³/min"),
        **{
            f"imp-outil-{rank}": typeset(
                f"{tool.count} × {number(tool.flow)} × {percent(tool.use, 0)} = "
                f"{_litres(tool.count * tool.flow * tool.use)}"
            )
            for rank, (_, tool) in enumerate(worked.TOOLS, 1)
        },
    }


def _week(case: Case) -> dict[str, str]:
    found, lease = worked.week(case), worked.lease(case)
    fixed = worked.machine(case, survey.FIXED)
    return {
        "imp-moyenne": _cubic(found.mean),
        "imp-charge": percent(found.load, 1),
        "imp-absorbee": typeset(f"{number(survey.absorbed(fixed.kw), 1)} kW"),
        "imp-plaque": typeset(f"{number(fixed.kw)} kW"),
        "imp-heures": number(found.hours),
        "imp-kwh-fixe": number(found.fixed_kwh, 0),
        "imp-kwh-variable": number(found.variable_kwh, 0),
        "imp-kwh-gagnes": number(found.saved_kwh, 0),
        "imp-kwh-prix": euros(worked.KWH_PRICE, 3),
        "imp-economie": euros(found.saving, 0),
        "imp-surcout": euros(found.dearer, 0),
        "imp-retour": typeset(f"{number(found.payback, 2)} an"),
        "imp-trou": typeset(f"{worked.HOLE_MM} mm"),
        "imp-trou-cout": euros(worked.hole(case), 0),
        "imp-mois": number(worked.MONTHS),
        "imp-loyer": euros(lease.rent, 0),
        "imp-option": euros(lease.option, 0),
        "imp-prix": euros(lease.price, 0),
        "imp-location": euros(lease.cost, 0),
    }


def _litres(flow: object) -> str:
    return typeset(f"{number(flow, 0)} L/min")


def _cubic(flow: object) -> str:
    return typeset(f"{number(flow, 2)} m³/min")


def _bar(pressure: object) -> str:
    return typeset(f"{number(pressure, 1)}{NBSP}bar")
