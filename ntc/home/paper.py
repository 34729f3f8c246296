"""The mock examination on the home page: what is asked, what it takes, and how long is left."""

from typing import Any

from ntc import exercises, referential
from ntc.catalogue import Activity
from ntc.exam.sitting import Sitting
from ntc.french import count, listing, plural, typeset
from ntc.plans.hours import lasting

_FREE = (
    "C'est une répétition : elle a sa propre fiche, et ne change rien à ce que vos leçons ont montré. Vous "
    "n'y trouverez ni indice, ni exemple suivi, ni entraînement.",
    "Le temps court dès que vous cliquez sur « Commencer », et ne s'arrête plus : ni quand vous fermez la "
    "page, ni quand l'ordinateur s'éteint. Chaque réponse est enregistrée aussitôt ; si quelque chose se "
    "bloque, rouvrez la page et continuez.",
    "Permis : la calculatrice et les tables de la page, les pages « Galerne Air Industrie » et « Lexique », "
    "un brouillon. Une fois le temps écoulé, les réponses ne s'enregistrent plus, et vous rendez votre copie "
    "ici.",
)


def paper_view(activity: Activity, sitting: Sitting, is_open: bool, handed_in: bool) -> dict[str, Any]:
    """Show where a learner stands before a paper; ``is_open`` while they read what it asks."""
    left = sitting.left
    view = {
        "begun": left is not None,
        "path": str(activity.ready[0].notebook),
        "fault": typeset(sitting.fault),
        "cover": None,
        "label": "",
    }
    if left is None:
        cover = {
            "title": typeset(f"{activity.title} : avant de commencer"),
            "lines": [typeset(line) for line in (_asked(sitting), *_FREE)],
        }
        text = f"{lasting(sitting.minutes)}, sur des données que vous n'avez pas encore vues. Pas commencé."
        return view | {
            "text": typeset(text),
            "cover": cover if is_open else None,
            "label": "Lire la page de garde",
        }
    if left == 0:
        done = "" if handed_in else " Il vous reste à rendre votre copie."
        return view | {
            "text": typeset(f"Le temps est écoulé : vos réponses sont gardées.{done}"),
            "label": "Relire",
        }
    minutes = -(-left // 60)
    text = f"Commencé : il vous reste {lasting(minutes)}. Le temps court, page ouverte ou non."
    return view | {"text": typeset(text), "label": "Continuer"}


def _asked(sitting: Sitting) -> str:
    chosen = exercises.of(sitting.paper.name)
    written = sum(exercise.written for exercise in chosen)
    activities = [one.title for one in referential.load().activities.values()]
    more = sitting.minutes - sitting.paper.minutes
    granted = f" Votre formateur vous a accordé {lasting(more)} de plus : c'est compris." if more else ""
    by_hand = (
        f" {count(written, 'écrit')} {plural(written, 'est noté', 'sont notés')} par votre formateur."
        if written
        else ""
    )
    points = count(sum(each.points for each in chosen), "point")
    return (
        f"{count(len(chosen), 'exercice')}, {points}, sur les deux activités "
        f"({listing([f'« {title} »' for title in activities])}), à faire en {lasting(sitting.minutes)}."
        f"{granted}{by_hand}"
    )
