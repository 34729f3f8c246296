"""How a sheet puts marks, dates and states into words, alike in HTML, PDF and the class table."""

from datetime import timedelta
from decimal import Decimal

from autograder.reports.blocks import State, Tone
from autograder.reports.levels import Level, reaches
from autograder.reports.observations import sentence
from autograder.reports.sheet import CriterionLine, Evidence, Production, Total, Work
from ntc.french import count, day, day_and_hour, number, plural, typeset
from ntc.referential import Competency, Item

SLASH = "\u00a0/\u00a0"

_TONES = {
    Level.SHOWN: Tone.GOOD,
    Level.PARTLY: Tone.MIDDLING,
    Level.NOT_YET: Tone.POOR,
    Level.PENDING: Tone.WAITING,
    Level.UNREADABLE: Tone.WAITING,
}


def state(level: Level) -> State:
    """Show a level: its sign, its words, the colour that they may take."""
    return State(level.sign, level.label, _TONES.get(level, Tone.NEUTRAL))


def score(value: float) -> str:
    """Write points with at most two decimals: 13,33; 2."""
    return number(Decimal(f"{value:.2f}"))


def marks(earned: float, points: float) -> str:
    """Write a mark: 13,33 / 16."""
    return score(earned) + SLASH + score(points)


def evidence_mark(evidence: Evidence) -> str:
    """Write the mark of a piece of evidence, or why there is none."""
    if not evidence.handed_in or evidence.earned is None:
        return f"—{SLASH}{score(evidence.points)}"
    return marks(evidence.earned, evidence.points)


def criterion_name(criterion: str) -> str:
    """Name a criterion as lessons and feedback do.

    >>> criterion_name("cp9.c1")
    'CP9, critère 1'
    """
    competency, _, number = criterion.partition(".c")
    return f"{competency.upper()}, critère {number}"


def criterion_title(criterion: Item) -> str:
    """Name a criterion and say what it is: « CP9, critère 1 · Bilan tenu à jour et bien lu »."""
    return f"{criterion_name(criterion.id)} · {criterion.label}"


def criterion_in_short(criterion: Item) -> str:
    """Name it where all stand under one another: « CP9 c1 · Bilan tenu à jour et bien lu »."""
    competency, _, rank = criterion.id.partition(".")
    return f"{competency.upper()} {rank} · {criterion.label}"


def competency_name(competency: Competency) -> str:
    """Name a competency: « CP9 · Réaliser le bilan… »."""
    return f"{competency.id.upper()} · {competency.title}"


def criterion_mark(line: CriterionLine) -> str:
    """Write the points of a criterion; empty when nothing is marked."""
    earned, at_stake = line.points
    return marks(earned, at_stake) if at_stake else ""


def answered(evidence: Evidence) -> str:
    """Write the day of the last answer; a dash when there is none."""
    return day(evidence.answered) if evidence.answered else "—"


def work(done: Work) -> str:
    """Say which hand-in was marked: « Bilan, remis le 24/11/2026 à 14:32, scellé 33cc 2ed5… »."""
    told = [done.title]
    if done.submitted:
        told.append(f"remis le {day_and_hour(done.submitted)}")
    if lateness := late(done):
        told.append(lateness)
    told.append(f"scellé {done.seal}" if done.seal else "sans réponse lisible")
    return ", ".join(told)


def handed_in(production: Production) -> str:
    """Introduce an annex: « Réponses de l’apprenant, telles que remises le 24/11/2026, sous le scellé … »."""
    told = ["Réponses de l’apprenant, telles que remises"]
    if production.submitted:
        told[0] += f" le {day_and_hour(production.submitted)}"
    if production.seal:
        told.append(f"sous le scellé {production.seal}")
    return typeset(f"{', '.join(told)}.")


def late(done: Work) -> str:
    """Say that a work came late: « 2 jours après la date limite (le 24/11/2026 à 14:32) »; empty when not."""
    if not done.late or not done.due:
        return ""
    return f"{lasting(done.late)} après la date limite (le {day_and_hour(done.due)})"


def lasting(time: timedelta) -> str:
    r"""Write how long something lasts, in its largest unit, begun ones left out.

    >>> lasting(timedelta(days=2, hours=23))
    '2\xa0jours'
    """
    seconds = int(time.total_seconds())
    for unit, length in (("jour", 86_400), ("heure", 3_600), ("minute", 60)):
        if seconds >= length:
            return count(seconds // length, unit)
    return "moins d’une minute"


def total(points: Total) -> str:
    """Write a total: « 62,5 / 100 », « 62,5 / 76 points notés ; 24 points attendent le correcteur »."""
    told = marks(points.earned, points.points)
    if points.awaited:
        told += f" {plural(points.points, 'point noté', 'points notés')}"
    if points.withheld:
        told += f", dont {_points(points.withheld)} de moins pour remise tardive"
    if points.awaited:
        told += f" ; {_points(points.awaited)} {plural(points.awaited, 'attend', 'attendent')} le correcteur"
    return typeset(told)


def _points(amount: float) -> str:
    return count(Decimal(f"{amount:.2f}"), "point")


def provisional(waiting: int) -> list[str]:
    """Say that marks are to come: « provisoire : 4 notes attendent le correcteur »; nothing when none are."""
    if not waiting:
        return []
    notes = "une note attend" if waiting == 1 else f"{count(waiting, 'note')} attendent"
    return [typeset(f"provisoire : {notes} le correcteur")]


def reserves(line: CriterionLine) -> list[str]:
    """Say what is not settled in a level: marks to come, and what is not shown by itself."""
    excepted = " ; ".join(f"« {title} »" for title in line.excepted)
    return [*provisional(line.waiting), *([typeset(f"sauf : {excepted}")] if excepted else [])]


def in_short(line: CriterionLine) -> list[str]:
    """Say the same where there is little room."""
    excepted = [f"sauf {count(len(line.excepted), 'preuve')}"] if line.excepted else []
    return [*(["provisoire"] if line.waiting else []), *excepted]


def at_a_glance(line: CriterionLine, *, observed: bool = False) -> list[str]:
    """Say the same, and what a level does not tell by itself: seen once, right from a wrong answer.

    ``observed``: what no exercise shows of it is left for a person to see.
    """
    carried = sum(len(piece.carried) for piece in line.evidence)
    shown = [
        *(["à observer"] if observed else []),
        *(["reste à constater"] if line.unseen and line.evidence else []),
    ]
    if carried:
        shown.append(count(carried, "erreur reportée", "erreurs reportées"))
    return [*in_short(line), *map(typeset, shown)]


def remarks(evidence: Evidence) -> list[tuple[str, str]]:
    """List what is said of a piece of evidence: (heading, sentence), the marker's words first."""
    found = [("", evidence.state.capitalize() + ".")] if evidence.state else []
    if evidence.comment:
        found.append(("Le correcteur", evidence.comment))
    found += evidence.grid
    found += [("Constaté", fact) for fact in evidence.noted]
    if evidence.carried:
        carried = f"Compté comme juste, à partir d’une réponse fausse : {' ; '.join(evidence.carried)}"
        found.append(("Erreur reportée", typeset(sentence(carried))))
    found += [("Erreur identifiée", sentence(slip)) for slip in evidence.slips]
    if not evidence.blank:
        found += [("", f"Pas encore montré, {lacking}") for lacking in evidence.lacking]
    if not found and evidence.earned is not None:
        found.append(("", "Tout est montré." if reaches([evidence], 1) else "Points obtenus en partie."))
    return found
