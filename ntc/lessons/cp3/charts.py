"""The charts of the CP3 lesson: what each one shows, its data, and how it is drawn."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ntc.case import Case, measures
from ntc.case.measures.clientele import RENEWAL
from ntc.drawing.chart import Chart
from ntc.drawing.style import BLUE, GREY, INK, ORANGE, RED
from ntc.french import MONTHS, count, day, euros, typeset
from ntc.lessons.cp3 import worked
from ntc.lessons.cp3.worked import LAST, STAGES, YEAR
from ntc.reference.scales import gestures as gestures

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_STAGES = {"acompte": "acompte", "livraison": "facture de livraison", "solde": "facture de solde"}
_KINDS = ("vraie commande", "reconduction", "annulée")


def example_order(case: Case) -> Chart:
    """The three invoices of a delivered order: from the day of issue to the day on which each falls due."""
    followed = worked.example_order(case)
    bills = [(_STAGES[stage], followed.invoices[stage]) for stage in STAGES]
    called = bills[-1][1].issued + timedelta(days=case.policy["follow"]["call_after_days"])

    def draw(axes: "Axes") -> None:
        for place, (_, bill) in enumerate(bills):
            axes.plot([_x(bill.issued), _x(bill.due)], [place, place], color=BLUE, linewidth=3)
            axes.plot([_x(bill.issued)], [place], "o", color=BLUE, markersize=8)
            axes.plot([_x(bill.due)], [place], "s", color=ORANGE, markersize=8)
            axes.annotate(
                day(bill.due),
                (_x(bill.due), place),
                xytext=(0, 9),
                textcoords="offset points",
                ha="center",
                fontsize=8.5,
                color=INK,
            )
        axes.plot([_x(called)], [len(bills)], "D", color=INK, markersize=7)
        axes.set_yticks(
            range(len(bills) + 1), [*(label for label, _ in bills), typeset("appel de satisfaction")]
        )
        axes.set_ylim(len(bills) + 0.6, -0.8)
        _months(axes, followed.order.date, max(bill.due for _, bill in bills))

    return Chart.of(
        f"{followed.client.name} : trois factures, trois échéances",
        "Rond : la facture part. Carré : elle est due. L'acompte est dû le jour même ; les deux autres "
        "vont à la fin du mois, puis comptent leurs jours.",
        ("Facture", "Émise le", "Échéance", "Montant TTC"),
        [(label, day(bill.issued), day(bill.due), euros(bill.ttc)) for label, bill in bills],
        draw,
    )


def example_account(case: Case) -> Chart:
    """How late each open invoice of an account is, and from which day each letter leaves (R29)."""
    account, rule = worked.example_account(case), case.policy["dunning"]
    bounds = (
        (rule["first"], "première"),
        (rule["second"], "seconde"),
        (rule["notice"], typeset("mise en demeure")),
    )

    def draw(axes: "Axes") -> None:
        for place, late in enumerate(account.late):
            axes.barh([place], [late], 0.5, color=ORANGE if late > 0 else GREY)
            axes.annotate(
                typeset(f"{late:+d} j") if late > 0 else typeset(f"dans {-late} j"),
                (late, place),
                xytext=(5 if late > 0 else -5, 0),
                textcoords="offset points",
                ha="left" if late > 0 else "right",
                va="center",
                fontsize=8.5,
            )
        axes.axvline(0, color=INK, linewidth=1)
        for days, label in bounds:
            axes.axvline(days, color=RED, linestyle="--", linewidth=1)
            axes.annotate(
                f"{label}\n{days}",
                (days, 1),
                xycoords=("data", "axes fraction"),
                xytext=(3, -2),
                textcoords="offset points",
                va="top",
                fontsize=8,
                color=RED,
            )
        axes.set_yticks(range(len(account.invoices)), [bill.invoice_id for bill in account.invoices])
        axes.set_ylim(len(account.invoices) - 0.4, -1.4)
        axes.set_xlim(min(*account.late, 0) - 14, rule["notice"] + 16)
        axes.set_xlabel(typeset("jours de retard depuis l'échéance"))

    return Chart.of(
        f"{account.client.name} : les factures ouvertes, et leur retard",
        f"La plus ancienne a {count(account.late[0], 'jour')} de retard ; c'est elle qui dit quel courrier "
        "part. Une facture non échue ne se réclame pas.",
        ("Facture", "Échéance", "Reste dû TTC", "Retard en jours"),
        [
            (bill.invoice_id, day(bill.due), euros(left), str(late) if late > 0 else "non échue")
            for bill, left, late in zip(account.invoices, account.left, account.late, strict=True)
        ],
        draw,
    )


def active_accounts(case: Case) -> Chart:
    """Two years of orders of three active accounts: decided by somebody, renewed by themselves, cancelled."""
    accounts = worked.active_accounts(case)
    looks: dict[str, dict[str, Any]] = {
        "vraie commande": {"marker": "o", "color": BLUE},
        "reconduction": {"marker": "s", "color": GREY, "markerfacecolor": "white"},
        "annulée": {"marker": "x", "color": RED},
    }

    def draw(axes: "Axes") -> None:
        for kind in _KINDS:
            points = [
                (_x(row.date), place)
                for place, one in enumerate(accounts)
                for row in one.orders
                if _kind(row) == kind
            ]
            axes.plot(
                [x for x, _ in points],
                [y for _, y in points],
                linestyle="none",
                markersize=7,
                label=kind,
                **looks[kind],
            )
        axes.axvline(_x(date(LAST, 1, 1)), color=INK, linewidth=1, linestyle=":")
        axes.set_yticks(range(len(accounts)), [one.client.name for one in accounts], fontsize=8.5)
        axes.set_ylim(len(accounts) - 0.4, -1.1)
        axes.set_xticks([_x(date(year, month, 1)) for year in (YEAR, LAST) for month in (1, 7)])
        axes.set_xticklabels([f"{name} {year}" for year in (YEAR, LAST) for name in ("janv.", "juil.")])
        axes.legend(loc="upper left", ncols=3, fontsize=8)

    return Chart.of(
        "Trois comptes actifs, ligne par ligne",
        "Chaque signe est une ligne de la table des commandes. Quelqu'un a décidé chaque rond, et lui seul.",
        ("Client", "Lignes", "Reconductions", "Annulées", "Dernière vraie commande"),
        [
            (
                one.client.name,
                str(len(one.orders)),
                str(sum(_kind(row) == "reconduction" for row in one.orders)),
                str(sum(_kind(row) == "annulée" for row in one.orders)),
                day(one.decided),
            )
            for one in accounts
        ],
        draw,
    )


def _kind(order: Any) -> str:
    if order.status == measures.CANCELLED:
        return "annulée"
    return "reconduction" if order.origin == RENEWAL else "vraie commande"


def _x(value: date) -> int:
    return value.toordinal()


def _months(axes: "Axes", first: date, last: date) -> None:
    """Write the months under a line of time, from the month of ``first`` to that of ``last``."""
    starts = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if (first.year, first.month) <= (year, month) <= (last.year, last.month)
    ]
    axes.set_xticks([_x(start) for start in starts], [MONTHS[start.month - 1] for start in starts])
    axes.set_xlim(_x(first) - 6, _x(last) + 14)
