"""Mistakes on the measures of activity (beside F45–F56)."""

from collections.abc import Sequence
from decimal import Decimal

from ntc.calc import activity
from ntc.calc.numbers import Number, dec, positive
from ntc.calc.slips.slip import Slip, slip
from ntc.french import count, eur, num, pct


def conversion(won: Number, made: Number, won_value: Number, made_value: Number) -> list[Slip]:
    """Mistakes on the taux de transformation in **number**.

    >>> conversion(138, 420, 1512000, 5040000)[0].value
    Decimal('0.3')
    """
    return [
        slip(
            "conv-mixed",
            activity.conversion(won_value, made_value),
            f"C’est le taux en valeur : en nombre, comparez les {num(won)} commandes aux {num(made)} devis.",
        )
    ]


def conversion_by_value(won: Number, made: Number, won_value: Number, made_value: Number) -> list[Slip]:
    """Mistakes on the taux de transformation in **value**.

    >>> f"{conversion_by_value(138, 420, 1512000, 5040000)[0].value:.2%}"
    '32.86%'
    """
    return [
        slip(
            "conv-mixed",
            activity.conversion(won, made),
            f"C’est le taux en nombre : en valeur, comparez {eur(won_value)} commandés à {eur(made_value)} "
            "proposés.",
        )
    ]


def retention(clients_this_year: int, previous: int) -> list[Slip]:
    """Mistakes on the taux de fidélisation.

    >>> f"{retention(148, 153)[0].value:.2%}"
    '96.73%'
    """
    return [
        slip(
            "ret-new",
            dec(clients_this_year) / positive(previous, "previous"),
            f"Parmi ces {count(clients_this_year, 'client')}, certains sont nouveaux : ils ne "
            "mesurent pas la "
            "fidélité. Gardez ceux qui étaient déjà là l’an dernier.",
        )
    ]


def achievement(actual: Number, objective: Number) -> list[Slip]:
    """Mistakes on the taux de réalisation.

    >>> [f"{slip.value:.2%}" for slip in achievement(2400000, 2520000)]
    ['105.00%', '-4.76%']
    """
    inverse = slip(
        "achieve-inverse",
        dec(objective) / positive(actual, "actual"),
        f"Rapport inversé : c’est le réalisé, {eur(actual)}, que l’on divise par l’objectif.",
    )
    gap = slip(
        "achieve-gap",
        activity.achievement(actual, objective).rate - 1,
        "C’est l’écart rapporté à l’objectif : le taux de réalisation divise le réalisé lui-même par "
        "l’objectif.",
    )
    return [inverse, gap]


def freed_hours(admin_hours: Number, goal: Number) -> list[Slip]:
    """Mistakes on the hours freed when administrative time falls to a share of the whole (``goal``, a ratio).

    >>> from decimal import Decimal
    >>> [slip.value for slip in freed_hours(Decimal(40), Decimal("0.20"))]
    [Decimal('8.00'), Decimal('32.00')]
    """
    kept = dec(admin_hours) * dec(goal)
    message = (
        f"Vous avez pris {pct(goal)} des seules heures administratives : ces {pct(goal)} se comptent sur le "
        "total des heures du mois."
    )
    return [slip("freed-share", hours, message) for hours in (kept, dec(admin_hours) - kept)]


def remaining_per_month(actual: Number, objective: Number, months_left: int) -> list[Slip]:
    """Mistakes on the reste à faire of each month left in the year.

    >>> [f"{slip.value:.2f}" for slip in remaining_per_month(1684000, 2520000, 3)]
    ['92888.89', '210000.00']
    """
    remaining = activity.achievement(actual, objective).remaining
    elapsed = 12 - months_left
    return [
        slip(
            "rest-elapsed",
            remaining / positive(elapsed, "months elapsed"),
            f"Vous avez divisé par les {elapsed} mois écoulés : le reste se fait sur {months_left} mois.",
        ),
        slip(
            "rest-plan",
            dec(objective) / 12,
            "Vous avez réparti l’objectif sur douze mois : partez de ce qui reste à faire.",
        ),
    ]


def relative_share(ours: Number, leader: Number) -> list[Slip]:
    """Mistakes on the part de marché relative.

    >>> relative_share(Decimal("12.5"), 30)[0].value
    Decimal('2.4')
    """
    return [
        slip(
            "share-rel",
            activity.relative_share(leader, ours),
            "Rapport inversé : la part relative est la nôtre divisée par celle du concurrent le mieux placé.",
        )
    ]


def weighted_pipeline(opportunities: Sequence[tuple[Number, Number]]) -> list[Slip]:
    """Mistakes on the pipeline pondéré.

    >>> weighted_pipeline([(24900, Decimal("0.7")), (38000, Decimal("0.4"))])[0].value
    Decimal('62900')
    """
    return [
        slip(
            "pipe-raw",
            sum((dec(amount) for amount, _ in opportunities), Decimal(0)),
            "Vous avez additionné des montants entiers. Un devis n’est pas une commande : multipliez chacun "
            "par sa "
            "probabilité.",
        )
    ]


def roi(sales: Number, cost: Number) -> list[Slip]:
    """Mistakes on the retour sur investissement; ``sales`` is the CA that the campaign brought.

    >>> roi(28500, 3800)[0].value
    Decimal('6.5')
    """
    return [
        slip(
            "roi-ca",
            activity.roi(sales, cost),
            f"{eur(sales)} est un chiffre d’affaires : un CA n’est pas un gain. Partez de la marge.",
        )
    ]


def email_rate(sent: int, bounced: int, counted: int) -> list[Slip]:
    """Mistakes on a taux d'ouverture or taux de clic.

    >>> f"{email_rate(1200, 60, 319)[0].value:.2%}"
    '26.58%'
    """
    return [
        slip(
            "mail-sent",
            dec(counted) / positive(sent, "sent"),
            f"Vous avez divisé par {count(sent, 'message envoyé', 'messages envoyés')}, dont "
            f"{num(bounced)} ne "
            "sont pas arrivés : le dénominateur est le nombre de messages remis.",
        )
    ]
