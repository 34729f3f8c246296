"""The cases drawn for CP2 and CP3: accounts, newcomers, complaints, an order, a sleeper and files to judge.

Each label is worked out again from the tables that a learner reads.
"""

from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from autograder import truth as truths
from ntc.calc.travel import road
from ntc.case import VARIANTS, load
from tests.datasets.rules import Rules

rules = Rules()

STORY = date(2026, 1, 12)
CENT = Decimal("0.01")


@rules.given
def bought(case):
    """CA of 2025 by client, cancelled orders left out."""
    out = defaultdict(Decimal)
    for order in case.orders:
        if order.date.year == 2025 and order.status != "annulée":
            out[order.client_id] += order.net_ht
    return out


@rules.given
def letters(truth, bought):
    """Classes of the active clients: 80 % and 95 % of what they bought; who crosses a line stays above."""
    active = {row.client_id for row in truth.clients if row.status == "actif"}
    ca = {client: amount for client, amount in bought.items() if client in active}
    done, out = Decimal(0), {}
    for client, amount in sorted(ca.items(), key=lambda item: -item[1]):
        share = done / sum(ca.values())
        out[client] = "A" if share < Decimal("0.8") else "B" if share < Decimal("0.95") else "C"
        done += amount
    return out


@rules.given
def left(case):
    """What is unpaid of each invoice today, the money that the bank took back included."""
    returned = {row.payment_id for row in case.bank_returns}
    out = {row.invoice_id: row.ttc for row in case.invoices}
    for row in (*case.payments, *case.credit_notes):
        if getattr(row, "payment_id", None) not in returned:
            out[row.invoice_id] -= row.amount_ttc
    return out


@rules.given
def owners(case):
    return {row.order_id: row.client_id for row in case.orders}


@rules.rule
def four_accounts_call_for_each_conduct(case, truth, bought, letters):
    labels = truth.of("segment_cases")
    potential = {row.client_id: row.potential_12m for row in case.clients}
    found = Counter()
    for row in case.segment_cases:
        label, room = labels[row.case_id], potential[row.client_id] - bought[row.client_id]
        assert not Decimal(13_500) < room < Decimal(16_500)
        large = letters[row.client_id] in "AB"
        conduct = {
            (True, True): "développer",
            (True, False): "défendre",
            (False, True): "ouvrir",
            (False, False): "servir à distance",
        }[large, room >= case.policy["classes"]["strong_room"]]
        assert label.strategy == conduct
        found[conduct] += 1
    assert set(found.values()) == {4}
    assert len(found) == 4


@rules.rule
def one_of_the_sixteen_may_not_be_delivered(case, truth, left, owners):
    stopped = {
        owners[row.order_id]
        for row in case.invoices
        if left[row.invoice_id] > 500 and not row.disputed and (STORY - row.due).days > 30
    }
    labels = truth.of("segment_cases")
    listed = {row.client_id: labels[row.case_id].blocked for row in case.segment_cases}
    assert {client for client, blocked in listed.items() if blocked} == stopped & listed.keys()
    assert sum(listed.values()) == 1


@rules.rule
def two_newcomers_are_scored_with_the_grid(case, truth):
    labels, rule = truth.of("grid_cases"), case.policy["prospect_grid"]
    towns = {row.town_id: row for row in case.towns}
    home = next(row for row in case.towns if row.name == case.policy["company"]["town"])
    assert len(case.grid_cases) == 2
    assert sum(row.est_potential > rule["potential"]["full"] for row in case.grid_cases) == 1
    assert sum(row.equipment_age is None for row in case.grid_cases) == 1
    assert sum(row.project_horizon_months is None for row in case.grid_cases) == 1
    names = {row.name for row in (*case.clients, *case.prospects)}
    for row in case.grid_cases:
        town = towns[row.town_id]
        km = road(home.lat, home.lon, town.lat, town.lon).km
        months = row.project_horizon_months
        points = (
            40 * min(Decimal(1), row.est_potential / 20_000),
            20 * min(Decimal(1), Decimal(row.equipment_age or 0) / 15),
            20 * max(Decimal(0), 1 - Decimal(24 if months is None else months) / 24),
            20 * max(Decimal(0), 1 - km / 120),
        )
        score = sum(point.quantize(CENT, ROUND_HALF_UP) for point in points)
        assert abs(labels[row.case_id].score - score) <= CENT
        assert row.name not in names


def late_on(case, owners, client, day):
    """Undisputed invoices of a client past their date on a day, with what is unpaid of each."""
    unpaid = {
        row.invoice_id: row.ttc
        for row in case.invoices
        if owners[row.order_id] == client and not row.disputed and row.due < day
    }
    for row in (*case.payments, *case.credit_notes):
        if row.invoice_id in unpaid and row.date <= day:
            unpaid[row.invoice_id] -= row.amount_ttc
    return [row for row in case.invoices if unpaid.get(row.invoice_id, 0) > 0]


@rules.rule
def six_complaints_are_of_each_fault_and_one_settles_first(case, truth, owners):
    faults, labels = truth.of("complaints"), truth.of("claim_cases")
    complaints = {row.cmp_id: row for row in case.complaints}
    orders = {row.order_id: row for row in case.orders}
    chosen = [complaints[row.cmp_id] for row in case.claim_cases]
    assert Counter(faults[row.cmp_id].responsibility for row in chosen) == {
        "client": 2,
        "galerne": 2,
        "transporteur": 1,
        "partagée": 1,
    }
    assert len({row.client_id for row in chosen}) == 6
    first = []
    for row, complaint in zip(case.claim_cases, chosen, strict=True):
        day = date(*reversed([int(part) for part in row.account_line[3:13].split("/")]))
        assert day in (complaint.opened, STORY)
        late = late_on(case, owners, complaint.client_id, day)
        assert ("rien n’est échu" in row.account_line) == (not late)
        settle = any((day - one.due).days > 30 for one in late)
        if late:
            oldest = min(late, key=lambda one: (one.due, one.invoice_id))
            assert oldest.invoice_id in row.account_line
            assert f"{oldest.due:%d/%m/%Y}" in row.account_line
        theirs = faults[complaint.cmp_id].responsibility == "client"
        cap = Decimal(80) if theirs else min(Decimal(300), orders[complaint.order_id].net_ht * 3 / 100)
        assert abs(labels[row.case_id].grant - (0 if settle else cap)) <= CENT / 2
        first += [theirs] * settle
    assert first == [False]
    assert sum(row.dated for row in case.claim_cases) == 1


@rules.rule
def the_dates_of_one_complaint_cross_a_holiday(case):
    holidays = {
        row.date for row in case.calendar if row.holiday and row.weekday not in ("samedi", "dimanche")
    }
    complaints = {row.cmp_id: row for row in case.complaints}
    (dated,) = [complaints[row.cmp_id] for row in case.claim_cases if row.dated]
    worked, day = 0, dated.opened
    crossed = set()
    while worked < 15:
        day += timedelta(1)
        crossed |= {day} & holidays
        worked += day.weekday() < 5 and day not in holidays
    assert crossed


@rules.rule
def an_order_to_follow_is_paid_in_stages_over_two_ends_of_month(case):
    (given,) = case.follow_cases
    order = next(row for row in case.orders if row.order_id == given.order_id)
    client = next(row for row in case.clients if row.client_id == order.client_id)
    assert (order.status, client.terms) == ("en cours", "45 j fin de mois")
    assert order.net_ht > case.policy["terms"]["stages_above"]
    assert STORY < given.delivery_on < given.commissioning_on
    assert given.delivery_on.month != given.commissioning_on.month
    off = {row.date for row in case.calendar if row.holiday}
    for day in (given.delivery_on, given.commissioning_on):
        assert day.weekday() in (1, 2, 3)
        assert day not in off


def decided(case, client):
    """The orders of a client that somebody decided (R15)."""
    return [
        row
        for row in case.orders
        if row.client_id == client and row.origin != "CTR" and row.status != "annulée" and row.net_ht > 0
    ]


@rules.rule
def the_sleeper_to_write_to_is_worth_most_of_those_that_may_be(case, truth):
    (given,) = case.reactivation_cases
    status = {row.client_id: row.status for row in truth.clients}
    clients = {row.client_id: row for row in case.clients}
    faults = truth.of("contacts")
    people = defaultdict(list)
    for row in case.contacts:
        people[row.account_id].append(row)
    machines = {row.account_id for row in case.installed_base if row.kind == "compresseur"}
    quoted = {row.account_id for row in case.quotes if row.status == "en cours"}

    def worth(client):
        last = max(row.date for row in decided(case, client))
        months = 12 * (STORY.year - last.year) + STORY.month - last.month - (last.day > STORY.day)
        return clients[client].potential_12m * (24 - months)

    able = [
        client
        for client, state in status.items()
        if state == "dormant"
        and clients[client].seg_id != "SEG12"
        and client in machines
        and client not in quoted
        and people[client]
        and not any(row.opposition or faults[row.contact_id].comment_fault for row in people[client])
    ]
    assert given.client_id in able
    assert worth(given.client_id) == max(map(worth, able))
    contact = next(row for row in case.contacts if row.contact_id == given.contact_id)
    machine = next(row for row in case.installed_base if row.machine_id == given.machine_id)
    assert contact.account_id == machine.account_id == given.client_id
    assert contact.email


@rules.given
def found(case, truth, bought, left, owners):
    """What each client calls for, by the tables: the same eight cases, found another way."""
    status = {row.client_id: row.status for row in truth.clients}
    covered = {row.client_id for row in case.contracts}
    bounds = (10_000, 30_000, 80_000)
    return {
        "dette": {
            owners[row.order_id]
            for row in case.invoices
            if left[row.invoice_id] > 0 and not row.disputed and row.due < STORY - timedelta(30)
        },
        "plainte": {
            row.client_id
            for row in case.complaints
            if row.closed is None or row.closed >= STORY - timedelta(62)
        },
        "dormant": {client for client, state in status.items() if state == "dormant"},
        "renouvellement": {
            row.client_id for row in case.contracts if STORY < row.renewal <= STORY + timedelta(90)
        },
        "sans contrat": {
            row.account_id
            for row in case.installed_base
            if row.kind == "compresseur" and row.brand == "Galerne" and row.account_id not in covered
        },
        "palier": {
            client
            for client, ca in bought.items()
            if any(bound * Decimal("0.9") <= ca < bound for bound in bounds)
        },
    }


OFFERS = {
    "dette": ("règlement d’abord", "appel"),
    "plainte": ("appel de satisfaction", "appel"),
    "dormant": ("audit à moitié prix", "appel"),
    "renouvellement": ("rendez-vous de renouvellement", "visite"),
    "sans contrat": ("contrat Essentiel", "visite"),
    "palier": ("annonce du palier", "courriel"),
}


@rules.rule
def each_file_is_one_case_and_no_other(case, truth, found, bought):
    labels, seen = truth.of("loyalty_cases"), Counter()
    towns = {row.town_id: row for row in case.towns}
    clients = {row.client_id: row for row in case.clients}
    home = next(row for row in case.towns if row.name == case.policy["company"]["town"])
    opposed = {row.account_id for row in case.contacts if row.opposition}
    assert len({row.client_id for row in case.loyalty_cases}) == len(case.loyalty_cases) == 8
    for row in case.loyalty_cases:
        label = labels[row.case_id]
        cases = [name for name, members in found.items() if row.client_id in members]
        assert row.client_id not in opposed
        assert len(cases) == 1, row.client_id
        if label.offer == "aucun envoi":
            assert label.channel == "aucun"
            assert cases[0] in ("palier", "renouvellement", "sans contrat")
            seen["opposition"] += 1
            continue
        assert (label.offer, label.channel) == OFFERS[cases[0]]
        town = towns[clients[row.client_id].town_id]
        far = road(home.lat, home.lon, town.lat, town.lon).km > 60 or bought[row.client_id] < 3_000
        assert (label.also == "visio") == (cases[0] == "sans contrat" and far)
        seen[cases[0]] += 1
    assert seen == dict.fromkeys(OFFERS, 1) | {"opposition": 2}


@rules.rule
def a_note_says_an_opposition_and_nothing_else(case, truth):
    labels = truth.of("loyalty_cases")
    for row in case.loyalty_cases:
        says = any(word in row.note for word in ("offres", "propositions", "sollicitations", "envois"))
        assert says == (labels[row.case_id].offer == "aucun envoi"), row.note
    assert len({row.note for row in case.loyalty_cases}) == 8


def test_no_place_tells_a_label():
    """Where a case stands in its list says nothing: no rank bears a label in ten variants and more."""
    for table, label in (
        ("segment_cases", "strategy"),
        ("segment_cases", "blocked"),
        ("claim_cases", "grant"),
        ("loyalty_cases", "offer"),
    ):
        ranks = defaultdict(Counter)
        for variant in VARIANTS:
            known = truths.load(variant).of(table)
            for rank, row in enumerate(getattr(load(variant), table)):
                value = getattr(known[row.case_id], label)
                ranks[rank][value == 0 if label == "grant" else value] += 1
        rare = {True} if label in ("blocked", "grant") else None
        for rank, values in ranks.items():
            for value, many in values.items():
                if rare is None or value in rare:
                    assert many <= 10, (table, rank, value)


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
