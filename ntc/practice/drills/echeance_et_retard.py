"""Échéance et retard: when an invoice falls due, how late it is on a day, which letter leaves then."""

import random
from datetime import date, timedelta

from ntc.calc import credit, slips
from ntc.french import count, day_in_full, day_in_words
from ntc.practice.draw import Draw, wrong

TITLE = "Échéance et retard"

_FIRST, _SECOND, _NOTICE = 8, 21, 46
_LETTERS = (
    ("none", "rien encore"),
    ("first", "première relance de paiement"),
    ("second", "seconde relance de paiement"),
    ("notice", "mise en demeure"),
)
_HOUSES = ("un loueur de bennes", "un grossiste en visserie", "un marchand de peinture", "un ascensoriste")
_END_OF_MONTH = 45
_PLAIN = 30


def draw(rng: random.Random) -> Draw:
    """Draw an invoice with its terms, and ask for its échéance, its days late, or the letter."""
    issued = date(2025, 1, 6) + timedelta(days=rng.randint(0, 300))
    by_month = rng.random() < 0.7
    days = _END_OF_MONTH if by_month else _PLAIN
    due = credit.due_date(issued, days, "month end first" if by_month else "no")
    terms = (
        f"à {days} jours, comptés depuis la fin du mois d’émission"
        if by_month
        else f"à {days} jours, date de facture"
    )
    told = f"{rng.choice(_HOUSES)} émet une facture le {day_in_words(issued)}, payable {terms}."
    told = told[0].upper() + told[1:]
    steps = (
        f"On part de la fin du mois d’émission, puis on compte {count(days, 'jour')}."
        if by_month
        else f"On compte {count(days, 'jour')} depuis la date de facture.",
        "La facture est payée à temps jusqu’à l’échéance comprise.",
    )
    ask = rng.choice((_due, _late, _letter))
    return ask(rng, told, issued, due, days, by_month, steps)


def _due(
    rng: random.Random, told: str, issued: date, due: date, days: int, by_month: bool, steps: tuple[str, ...]
) -> Draw:
    named = (
        tuple(slips.due_date(issued, days, "month end first"))
        if by_month
        else (
            wrong(
                "due-month-end",
                credit.due_date(issued, days, "month end first"),
                "Ces conditions-là ne parlent pas de fin de mois : comptez depuis la facture.",
            ),
        )
    )
    return Draw(
        statement=told,
        ask="Quelle est son échéance ?",
        unit="date",
        right=due,
        tolerance=0,
        slips=named,
        hint="De quelle date partez-vous : celle de la facture, ou la fin de son mois ?",
        steps=(*steps, f"L’échéance est le {day_in_full(due)}."),
    )


def _late(
    rng: random.Random, told: str, issued: date, due: date, days: int, by_month: bool, steps: tuple[str, ...]
) -> Draw:
    right = rng.randint(3, 75)
    today = due + timedelta(days=right)
    return Draw(
        statement=f"{told} Elle est toujours impayée le {day_in_words(today)}.",
        ask="Combien de jours de retard a-t-elle ce jour-là ?",
        unit="jours",
        right=right,
        tolerance=0,
        slips=_wrong_ages(issued, today, right, days, by_month),
        hint="Le retard se compte depuis l’échéance. Quelle est-elle ?",
        steps=(
            *steps,
            f"L’échéance est le {day_in_words(due)} ; de là au {day_in_words(today)}, "
            f"{count(right, 'jour')}.",
        ),
    )


def _letter(
    rng: random.Random, told: str, issued: date, due: date, days: int, by_month: bool, steps: tuple[str, ...]
) -> Draw:
    late = rng.choice((rng.randint(1, 7), rng.randint(8, 20), rng.randint(21, 45), rng.randint(46, 70)))
    today, labels = due + timedelta(days=late), dict(_LETTERS)
    right, from_issue = _due_letter(late), _due_letter((today - issued).days)
    messages = {
        "none": "Comptez les jours depuis l’échéance : le premier seuil est passé.",
        "first": "Comparez le retard aux trois seuils, un à un.",
        "second": "Comparez le retard aux trois seuils : celui-ci n’est pas atteint, ou il est passé.",
        "notice": "Ce courrier est le dernier : le retard va-t-il jusque-là ?",
    }
    if from_issue != right:
        messages[from_issue] = (
            "Vous avez compté depuis la date de facture : le retard court depuis l’échéance."
        )
    return Draw(
        statement=(
            f"{told} Elle est impayée le {day_in_words(today)}. La maison écrit une première fois dès "
            f"{_FIRST} jours de retard, une seconde dès {_SECOND}, puis met en demeure dès {_NOTICE}."
        ),
        ask="Quel courrier part ce jour-là ?",
        unit="",
        right=right,
        tolerance=0,
        slips=tuple(
            wrong(f"letter-{letter}", letter, messages[letter]) for letter in labels if letter != right
        ),
        hint="L’échéance d’abord, le retard ensuite, le courrier en dernier.",
        steps=(
            *steps,
            f"L’échéance est le {day_in_words(due)}, le retard de {count(late, 'jour')} : {labels[right]}.",
        ),
        options=_LETTERS,
    )


def _wrong_ages(issued: date, today: date, right: int, days: int, by_month: bool) -> tuple:
    """The ages that a wrong start gives: the day of issue, the months' other reading."""
    found = [
        wrong(
            "age-from-issue",
            (today - issued).days,
            "Vous avez compté depuis la date de facture : le retard court depuis l’échéance.",
        )
    ]
    if by_month:
        found.append(
            wrong(
                "age-plain",
                (today - issued).days - days,
                "Vous avez oublié la fin du mois : ces conditions vont d’abord à la fin du mois d’émission.",
            )
        )
    return tuple(slip for slip in found if slip.value != right)


def _due_letter(late: int) -> str:
    if late < _FIRST:
        return "none"
    if late < _SECOND:
        return "first"
    return "second" if late < _NOTICE else "notice"
