"""The figures and the words of letters that the prose of CP3 names.

Names are French: an instructor types them. What an exercise asks for is never among them.
"""

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from typing import Any

from ntc.calc.vat import add_vat
from ntc.case import Case, measures, people
from ntc.case.workdays import working_day
from ntc.french import count, day_in_words, eur, euros, number, of, percent, typeset
from ntc.lessons.company import inside, names
from ntc.lessons.cp3 import plans, worked
from ntc.lessons.cp3.days import deadlines
from ntc.lessons.cp3.worked import LAST, YEAR
from ntc.reference import house

_FINANCE, _ORDERS = "Directeur administratif et financier", "Administration des ventes"
_FAIR = "Rencontres de l’industrie ligérienne"


def prose(case: Case) -> dict[str, str]:
    """Every figure that prose may name, written in French."""
    return {
        **house.prose(case),
        **_company(case),
        **_call(case),
        **_tray(case),
        **_example_order(case),
        **_running_order(case),
        **_visits(case),
        **_account(case),
        **_active(case),
        **_others(case),
        **_silent(case),
        **_greeting(case),
        **_dates(case),
    }


def _company(case: Case) -> dict[str, str]:
    known, finance = names(case), people.holder(case, _FINANCE)
    head = known["le-chef"]
    audit = worked.audit(case)
    fair = next(row for row in case.events if row.name == _FAIR)
    return {
        **known,
        "le-chef-majuscule": head[0].upper() + head[1:],
        "daf": finance,
        "de-daf": of(finance),
        "fonction-daf": inside(people.function(_FINANCE, finance)),
        "cloture-en-mots": day_in_words(case.company.closing),
        "retours": number(len(case.bank_returns)),
        "taux-2024": percent(measures.contribution_rate(case, YEAR), 1),
        "audit-prix": euros(audit, 0),
        "audit-moitie": eur(audit / 2),
        "salon": fair.name,
        "salon-date": day_in_words(fair.first_day),
        "penalisee": plans.penalised(case).invoice_id,
        "dossier-date": plans.dated(case).case_id,
    }


def _call(case: Case) -> dict[str, str]:
    """What the switchboard wrote down (« pièce 1 »), in capitals."""
    call = worked.call(case)
    sheet = (
        f"{call.speaker}, {call.client.name} : compresseur arrêté à {call.hour}, {call.lost} perdues, "
        "très en colère. Rappeler !"
    )
    return {
        "appel-feuille": typeset(sheet.upper()),
        "appel-interlocuteur": call.speaker,
        "appel-somme": call.claim,
    }


def _tray(case: Case) -> dict[str, str]:
    """The other letters but the note and the card."""
    invoice, order = worked.contested(case), worked.pressing(case)
    contested = worked.client(case, worked.owner(case, invoice.order_id))
    return {
        "conteste-client": contested.name,
        "conteste-facture": invoice.invoice_id,
        "conteste-date": day_in_words(invoice.issued),
        "conteste-montant": euros(measures.balances(case)[invoice.invoice_id]),
        "conteste-signature": _for_the_house(worked.contact(case, contested.client_id)),
        "presse-client": worked.client(case, order.client_id).name,
        "presse-recu": day_in_words(order.received_on),
        "presse-signature": _for_the_house(worked.contact(case, order.client_id)),
    }


def _example_order(case: Case) -> dict[str, str]:
    followed = worked.example_order(case)
    order, bills = followed.order, followed.invoices
    called = bills["solde"].issued + timedelta(days=case.policy["follow"]["call_after_days"])
    return {
        "ex-commande": order.order_id,
        "ex-client": followed.client.name,
        "ex-palier": followed.client.tier,
        "ex-date": day_in_words(order.date),
        "ex-ht": euros(order.net_ht),
        "ex-eco": euros(order.eco_fee),
        "ex-base": euros(followed.base),
        "ex-ttc": euros(add_vat(followed.base).ttc),
        "ex-acompte": euros(bills["acompte"].ttc),
        "ex-livree": day_in_words(bills["livraison"].issued),
        "ex-livraison": euros(bills["livraison"].ttc),
        "ex-echeance": day_in_words(bills["livraison"].due),
        "ex-solde-le": day_in_words(bills["solde"].issued),
        "ex-solde": euros(bills["solde"].ttc),
        "ex-solde-echeance": day_in_words(bills["solde"].due),
        "ex-appel": day_in_words(called),
    }


def _running_order(case: Case) -> dict[str, str]:
    order, (followed,) = worked.running_order(case), case.follow_cases
    client = worked.client(case, order.client_id)
    return {
        "suivi-commande": order.order_id,
        "suivi-client": client.name,
        "suivi-palier": client.tier,
        "suivi-passee": day_in_words(order.date),
        "suivi-ht": euros(order.net_ht),
        "suivi-eco": euros(order.eco_fee),
        "suivi-livraison": day_in_words(followed.delivery_on),
        "suivi-mise-en-service": day_in_words(followed.commissioning_on),
    }


def _visits(case: Case) -> dict[str, str]:
    """How many clients each class has, and the visits that are left for them (R12, R14)."""
    classes = Counter(measures.classes(case, LAST).values())
    return {
        **{f"nombre-{name.lower()}": number(classes[name]) for name in ("A", "B", "C")},
        "visites-clients": number(case.company.visit_capacity - case.company.prospect_visits),
    }


def _account(case: Case) -> dict[str, str]:
    account, rule = worked.example_account(case), case.policy["dunning"]
    oldest, late = account.invoices[0], account.late[0]
    return {
        "cr-client": account.client.name,
        "cr-factures": count(len(account.invoices), "facture"),
        "cr-total": euros(account.total),
        "cr-plafond": euros(account.client.credit_limit, 0),
        "cr-piece": oldest.invoice_id,
        "cr-montant": euros(account.left[0]),
        "cr-echeance": day_in_words(oldest.due),
        "cr-jours": count(late, "jour"),
        "cr-jours-nus": number(late),
        "cr-courrier": f"{'seconde' if late >= rule['second'] else 'première'} relance de paiement",
        "cr-interets": euros(account.interest.interest),
        "cr-du": euros(account.interest.total),
    }


def _active(case: Case) -> dict[str, str]:
    accounts = worked.active_accounts(case)
    return {
        **{f"actif-{rank}": one.client.name for rank, one in enumerate(accounts, 1)},
        **{f"actif-{rank}-vraie": day_in_words(one.decided) for rank, one in enumerate(accounts, 1)},
        "actif-1-ligne": day_in_words(accounts[0].orders[-1].date),
    }


def _others(case: Case) -> dict[str, str]:
    """How many clients never complained, and of those, how many are lost (R15)."""
    silent = worked.never_complained(case)
    return {
        "clients-muets": number(len(silent)),
        "perdus-muets": number(len(silent & worked.lost(case))),
    }


def _silent(case: Case) -> dict[str, str]:
    found = worked.silent(case)
    power = f"{number(found.machine.kw)} kW" if found.machine.kw else f"de {found.machine.year}"
    return {
        "note-client": found.client.name,
        "note-contrat": found.contract.contract_id,
        "note-auteur": people.holder(case, _ORDERS),
        "note-derniere": day_in_words(found.decided),
        "note-machine": typeset(f"{found.machine.model}, {power}"),
        "note-contact": _signature(found.contact),
    }


def _greeting(case: Case) -> dict[str, str]:
    client = worked.greeting(case)
    sales = measures.bought(case, LAST).sales[client.client_id]
    owned = sum(row.account_id == client.client_id for row in case.installed_base)
    covered = sum(row.machines for row in case.contracts if row.client_id == client.client_id)
    return {
        "carte-client": client.name,
        "carte-signature": _signature(worked.contact(case, client.client_id)),
        "carte-depuis": str(client.created.year),
        "carte-palier": client.tier,
        "carte-ca": euros(sales, 0),
        "carte-reste": euros(max(client.potential_12m - sales, Decimal(0)), 0),
        "carte-machines": count(owned, "machine"),
        "carte-sous-contrat": number(covered),
    }


def _dates(case: Case) -> dict[str, str]:
    """Until when the letters of the day must leave (R15, R16)."""
    today = case.company.story_date
    due = deadlines(case, today)
    return {
        "accuse-avant": day_in_words(due.acknowledged),
        "diagnostic-avant": day_in_words(due.diagnosed),
        "proposition-avant": day_in_words(due.proposed),
        "cloture-avant": day_in_words(due.closed),
        "appel-satisfaction": day_in_words(due.called),
        "appel-dormant-avant": day_in_words(working_day(case, today, case.policy["dormant"]["call_days"])),
    }


def _for_the_house(person: Any) -> str:
    """Who signs of an invoice or of an order: somebody who decides or buys, or else their department."""
    return _signature(person if person and person.decision_role in worked.PAYS else None)


def _signature(person: Any) -> str:
    """Who signs: « Étienne Tibivin, directeur général » ; the accounts department when nobody is known."""
    if person is None:
        return "le service des achats"
    return typeset(f"{person.first} {person.last}, {inside(person.job)}")
