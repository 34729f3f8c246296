"""Échéance et priorité: the last day of a house rule, or the box of a task in Eisenhower's matrix."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from ntc.french import count, day_in_full
from ntc.practice.draw import Draw, Right, wrong

TITLE = "Échéance et priorité"

_BOXES = (
    ("now", "important et urgent : maintenant, par vous"),
    ("plan", "important, pas urgent : à une heure réservée"),
    ("hand", "urgent, pas important : à confier ou à expédier"),
    ("drop", "ni l’un ni l’autre : à laisser"),
)
# What must happen, the days given, whether only working days count.
_DELAYS = (
    ("Prospect chaud depuis le {day} : {who}. La règle donne dix jours ouvrés pour le visiter.", 10, True),
    ("{who} : demande de devis reçue le {day}. La règle donne cinq jours ouvrés pour l’envoyer.", 5, True),
    (
        "Un devis pour {who} est parti le {day}. Sa dernière relance se fait vingt-huit jours après.",
        28,
        False,
    ),
    ("Un devis pour {who} est parti le {day}. Sa première relance se fait sept jours après.", 7, False),
)
# Where each belongs, what it is, and how many there may be of what it counts.
_TASKS = (
    (
        "now",
        "{who} attend depuis ce matin une réponse promise pour midi, et {n} machines sont arrêtées.",
        (2, 19),
    ),
    ("now", "Le devis de {who}, promis pour ce soir, vaut {n} 000 € et n’est pas fini.", (3, 40)),
    ("plan", "Préparer la proposition que {who} attend dans {n} jours ouvrés.", (4, 20)),
    ("plan", "Appeler {n} inconnus de la liste, comme chaque semaine ; {who} en fait partie.", (5, 40)),
    (
        "hand",
        "{who} rappelle pour la {n}e fois ce matin : on veut le nom du livreur, tout de suite.",
        (3, 6),
    ),
    ("hand", "Le siège réclame avant midi les {n} bons de péage de {who}, en lettres capitales.", (5, 60)),
    ("drop", "Reclasser par couleur les {n} brochures que {who} a rendues l’an dernier.", (20, 90)),
    ("drop", "Répondre au sondage en {n} questions que {who} a reçu d’un fabricant de stylos.", (8, 60)),
)
_WHO = (
    "Tuilerie Ardaine", "Moulin Besson", "Cave du Layon", "Garage Ferré", "Filature Oudon",
    "Faïencerie Guichet", "Laverie Morin", "Serres du Pallet", "Verrerie Hubin", "Scierie Toutain",
)  # fmt: skip
# Twenty-eight days after the last start, Easter is still to come.
_FIRST_DAY, _SPAN = date(2026, 1, 12), 54
_FRIDAY, _WEEK_DAYS = 4, 5
_LOUD, _IMPORTANT, _URGENT = {"hand"}, {"now", "plan"}, {"now", "hand"}


def draw(rng: random.Random) -> Draw:
    """Draw a last day to find, or a task to put in its box."""
    kind: Callable[[random.Random], Draw] = rng.choice((_deadline, _box))
    return kind(rng)


def _deadline(rng: random.Random) -> Draw:
    start = _FIRST_DAY + timedelta(days=rng.randrange(_SPAN))
    while start.weekday() > _FRIDAY:
        start += timedelta(days=1)
    said, days, working = rng.choice(_DELAYS)
    add = _working if working else _calendar
    right = add(start, days)
    first = start + timedelta(days=1)
    while working and first.weekday() > _FRIDAY:
        first += timedelta(days=1)
    return Draw(
        statement=(
            f"{said.format(day=day_in_full(start), who=rng.choice(_WHO))} Aucun jour férié ne tombe dans la "
            "période."
        ),
        ask="Quel est le dernier jour possible ?" if working else "Quel jour relancez-vous ?",
        unit="date",
        right=right,
        tolerance=0,
        slips=(
            wrong(
                "deadline-first",
                add(start, days - 1),
                "Le jour de départ ne compte pas : le lendemain est le jour 1.",
            ),
            wrong(
                "deadline-other",
                (_calendar if working else _working)(start, days),
                "La règle compte des jours ouvrés : sautez les samedis et les dimanches."
                if working
                else "La règle compte tous les jours du calendrier, samedis et dimanches compris.",
            ),
        ),
        hint="Quand le délai commence-t-il ? Et quels jours compte-t-il ?",
        steps=(
            f"Le départ est le {day_in_full(start)} : il ne compte pas.",
            f"Le jour 1 est le {day_in_full(first)}"
            + (" ; les samedis et les dimanches sont sautés." if working else " ; tous les jours comptent."),
            f"Après {count(days, 'jour')}, on arrive au {day_in_full(right)}.",
        ),
        year=2026,
    )


def _box(rng: random.Random) -> Draw:
    right, said, many = rng.choice(_TASKS)
    task = said.format(who=rng.choice(_WHO), n=rng.randint(*many))
    labels = dict(_BOXES)
    return Draw(
        statement=f"Il est dix heures, un mardi. {task[0].upper()}{task[1:]}",
        ask="Dans quelle case de la matrice posez-vous cette tâche ?",
        unit="",
        right=right,
        tolerance=0,
        slips=tuple(wrong(f"box-{key}", key, _mistaken(right, key)) for key, _ in _BOXES if key != right),
        hint="Que perd-on si personne ne s’en occupe ? Et qu’arrive-t-il si l’on attend demain ?",
        steps=(
            "L’importance : un client, une promesse ou un chiffre en dépend-il ? "
            + ("Oui." if right in _IMPORTANT else "Non."),
            "L’urgence : demain serait-il trop tard ? " + ("Oui." if right in _URGENT else "Non."),
            f"La case est donc : {labels[right]}.",
        ),
        options=_BOXES,
    )


def _mistaken(right: Right, given: str) -> str:
    if right in _LOUD and given in _IMPORTANT:
        return "Cela crie, et n’en est pas plus important : qui perd quoi, si un autre s’en charge ?"
    if (right in _IMPORTANT) != (given in _IMPORTANT):
        return "Regardez ce qui en dépend : une vente, une promesse, un client ?"
    return "Regardez l’heure : est-ce perdu si l’on attend demain ?"


def _working(start: date, days: int) -> date:
    """The day that is so many working days later, Saturdays and Sundays left out."""
    while days:
        start += timedelta(days=1)
        days -= start.weekday() < _WEEK_DAYS
    return start


def _calendar(start: date, days: int) -> date:
    return start + timedelta(days=days)
