"""What the desk's page shows (*vue du bureau*): states, people and buttons, in French."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.desk import contesting, people
from autograder.desk.jobs import LABELS
from autograder.desk.standing import (
    BACK,
    CHANGED,
    MISSING,
    READY,
    TO_GRADE,
    TO_MARK,
    WORDS,
    Place,
    Standing,
    activity_title,
    standings,
)
from autograder.grading.classlist import class_list
from autograder.grading.places import FEEDBACK, Places
from autograder.package.folder import PAGE, variants_in
from autograder.reports.tomorrow import Question, drawn, share
from autograder.reports.tomorrow import tomorrow as tomorrow_of
from ntc.catalogue import title_of
from ntc.french import count, day_and_hour, typeset
from ntc.papers import is_paper
from ntc.roster import RosterError

_UNPREPARED = "L’activité n’est pas encore préparée."


def desk(root: Path) -> dict[str, Any]:
    """All that the page shows but the action that runs."""
    places = Places(root)
    enrolled = _class(places)
    return {
        "class": enrolled,
        "activities": [_activity(places, each, enrolled["state"] == "there") for each in standings(root)],
        "contests": contesting.told(places),
        "sheets": _sheets(places),
        "booklets": _booklets(places),
        "exports": _exports(places),
        "package": _package(places),
        "people": people.listed(places),
        "certificates": people.certificates(places),
    }


def tomorrow(places: Places, assignment: str) -> dict[str, Any]:
    """What the class got and missed, in sentences and one table."""
    found = tomorrow_of(places, assignment)
    told = any(each.discrimination for each in found.questions)
    parts = (
        ("À reprendre demain", found.again),
        ("À regarder", found.looks),
        ("Erreurs les plus fréquentes", found.mistakes),
        ("Qui peut expliquer à qui", found.pairs),
        ("De la première à la dernière réponse", found.times),
    )
    return {
        "title": activity_title(assignment),
        "people": typeset(f"{count(found.people, 'copie')} dans cette page."),
        "notes": list(found.notes),
        "parts": [{"title": typeset(title), "lines": list(lines)} for title, lines in parts if lines],
        "picture": _pictured(len(drawn(found.questions))),
        "heads": ["Question", "Réussite", "Sans réponse", *(["Distingue"] if told else [])],
        "exercises": [
            {"title": title, "rows": [_row(each, told) for each in found.questions if each.title == title]}
            for title in dict.fromkeys(each.title for each in found.questions)
        ],
    }


def _pictured(number: int) -> str:
    """The title of the picture of so many questions; empty when there is none to draw."""
    if number < 2:
        return "La question la moins réussie" if number else ""
    return typeset(f"Les {number} questions les moins réussies")


def _row(question: Question, told: bool) -> list[str]:
    return [
        question.label,
        share(question) if question.answered else "—",
        str(question.blank) if question.blank else "—",
        *([question.discrimination or "—"] if told else []),
    ]


def _class(places: Places) -> dict[str, str]:
    try:
        enrolled = len(class_list(places))
    except RosterError as error:
        return {"told": typeset(f"La liste de la classe est à corriger. {error}"), "state": "fault"}
    if not enrolled:
        told = "Pas encore de liste de la classe : déposez ici votre fichier, Excel ou CSV."
        return {"told": typeset(told), "state": "none"}
    return {"told": typeset(f"{count(enrolled, 'apprenant')} dans la liste de la classe."), "state": "there"}


def _activity(places: Places, standing: Standing, enrolled: bool) -> dict[str, Any]:
    # Before anything is prepared comes the list of the class.
    following = standing.next if enrolled or standing.prepared else ""
    left = standing.number(TO_MARK)
    bundle = places.classroom / "retours" / f"{standing.assignment}.zip"
    return {
        "assignment": standing.assignment,
        "title": standing.title,
        "told": standing.told,
        "faults": list(standing.faults),
        "next": following,
        "buttons": [_button(standing, action, following) for action in LABELS if action in _WAYS],
        "mark": {
            "label": typeset("Noter les écrits"),
            "told": typeset(f"{count(left, 'copie')} à noter") if left else "",
            "enabled": standing.number(TO_MARK, READY, CHANGED, BACK) > 0,
            "main": following == "mark",
        },
        "tomorrow": standing.number(TO_MARK, READY, CHANGED, BACK) > 0,
        "due": f"{standing.due.astimezone():%Y-%m-%dT%H:%M}" if standing.due else "",
        "longer": _longer(standing),
        "missing": [place.name for place in standing.people if standing.prepared and place.state == MISSING],
        "people": [_person(places, standing.assignment, place) for place in standing.people],
        "looks": [
            {"who": ", ".join([look.who, *map(lesson_name, look.lessons)]), "text": look.text}
            for look in standing.looks
        ],
        "bundle": _address(places, bundle) if bundle.is_file() else "",
    }


def _longer(standing: Standing) -> list[dict[str, str]]:
    """Who has longer than the class, and until when, in the order of the list."""
    return [
        {
            "learner": place.learner,
            "last": f"{last.astimezone():%Y-%m-%dT%H:%M}",
            "told": typeset(f"{place.name}, jusqu’au {day_and_hour(last.astimezone())}"),
        }
        for place in standing.people
        if (last := standing.longer.get(place.learner))
    ]


def _person(places: Places, assignment: str, place: Place) -> dict[str, Any]:
    when = place.when.astimezone() if place.when else None
    told = ("" if place.dated else "reçu le ") + day_and_hour(when) if when else ""
    returned = sorted((places.root / FEEDBACK / place.learner / assignment).glob("*.html"))
    pages = [(typeset(f"retour {lesson_name(path.stem)}"), path) for path in returned]
    sheet = places.sheets / (assignment if is_paper(assignment) else "") / f"{place.learner}.pdf"
    if sheet.is_file():
        pages.append(("fiche", sheet))
    return {
        "name": place.name,
        "learner": place.learner,
        "group": place.group,
        "when": typeset(f"{told}, en retard") if place.late else told,
        "state": place.state,
        "words": typeset(WORDS[place.state]),
        "pages": [{"label": label, "address": _address(places, path)} for label, path in pages],
    }


def lesson_name(lesson: str) -> str:
    """Name a lesson in short: « CP9 » for « cp9-essai »; a paper by its title."""
    return title_of(lesson) if is_paper(lesson) else lesson.partition("-")[0].upper()


@dataclass(frozen=True)
class Way:
    """How an action may be taken: why not yet, what is asked first, and whether it was done already."""

    why: str = ""
    ask: str = ""
    again: bool = False


def _button(standing: Standing, action: str, following: str) -> dict[str, Any]:
    way = _WAYS[action](standing)
    return {
        "action": action,
        "label": typeset(f"{LABELS[action]} de nouveau") if way.again else LABELS[action],
        "why": typeset(way.why),
        "ask": typeset(way.ask),
        "again": way.again,
        "main": action == following,
    }


def _prepare(standing: Standing) -> Way:
    if not standing.prepared:
        return Way()
    asked = (
        "L’activité est déjà préparée. La préparer de nouveau reprend les leçons telles qu’elles sont dans "
        "le cours ; les notes et les travaux reçus restent."
    )
    return Way(ask=asked, again=True)


def _open(standing: Standing) -> Way:
    if not standing.prepared:
        return Way(_UNPREPARED)
    if not standing.opened:
        return Way()
    asked = "L’activité est déjà ouverte. L’ouvrir de nouveau met dans le dépôt ce qui est préparé."
    return Way(ask=asked, again=True)


def _collect(standing: Standing) -> Way:
    return Way() if standing.prepared else Way(_UNPREPARED)


def _grade(standing: Standing) -> Way:
    if not standing.handed_in:
        return Way("Rien n’a encore été reçu.")
    if standing.number(TO_GRADE):
        return Way()
    asked = (
        "Tout est corrigé. Corriger de nouveau recompte tous les points, et une note peut baisser si un "
        "corrigé a changé ; les notes de votre main restent. « Recorriger : voir d’abord » montre avant."
    )
    return Way(ask=asked, again=True)


def _return(standing: Standing) -> Way:
    if not standing.number(TO_MARK, READY, CHANGED, BACK):
        return Way("Aucune copie n’est encore notée.")
    if left := standing.number(TO_MARK):
        waits = count(left, "copie attend vos notes : son", "copies attendent vos notes : leur")
        return Way(ask=f"{waits} retour le dira. Rendre quand même ?")
    if standing.number(READY, CHANGED):
        return Way()
    return Way(ask="Tous les retours sont donnés. Les écrire de nouveau ?", again=True)


_WAYS = {"prepare": _prepare, "open": _open, "collect": _collect, "grade": _grade, "return": _return}


def _sheets(places: Places) -> dict[str, Any]:
    files = sorted(places.sheets.rglob("*.pdf"), key=lambda path: (len(path.parts), path))
    view, totals = places.sheets / "classe.html", places.sheets / "notes.csv"
    made = datetime.fromtimestamp(view.stat().st_mtime) if view.is_file() else None
    return {
        "label": LABELS["sheets"],
        "made": typeset(f"Écrites le {day_and_hour(made)}.") if made else "",
        "view": _address(places, view) if made else "",
        "totals": _address(places, totals) if totals.is_file() else "",
        "files": [{"name": _sheet_name(places, path), "address": _address(places, path)} for path in files],
    }


def _booklets(places: Places) -> dict[str, Any]:
    files = sorted(places.booklets.glob("*.pdf"))
    last = max((path.stat().st_mtime for path in files), default=None)
    return {
        "label": LABELS["booklets"],
        "made": typeset(f"Écrits le {day_and_hour(datetime.fromtimestamp(last))}.") if last else "",
        "files": [{"name": path.stem, "address": _address(places, path)} for path in files],
    }


_FOR = {
    "notes.xlsx": "Notes et critères (Excel)",
    "notes.csv": "Notes (CSV)",
    "criteres.csv": "Critères (CSV)",
    "moodle.csv": "Notes à importer dans Moodle (CSV)",
    "xapi.json": "Traces xAPI (JSON)",
}


def _exports(places: Places) -> dict[str, Any]:
    there = [name for name in _FOR if (places.exports / name).is_file()]
    last = max(((places.exports / name).stat().st_mtime for name in there), default=None)
    return {
        "label": LABELS["exports"],
        "made": typeset(f"Écrits le {day_and_hour(datetime.fromtimestamp(last))}.") if last else "",
        "files": [
            {"name": typeset(_FOR[name]), "address": _address(places, places.exports / name)}
            for name in there
        ],
    }


def _package(places: Places) -> dict[str, Any]:
    page = places.package / PAGE
    made = datetime.fromtimestamp(page.stat().st_mtime) if page.is_file() else None
    if made is None:
        return {"label": LABELS["package"], "made": "", "place": "", "page": "", "why": ""}
    old = _bytes(places.variants) != _bytes(variants_in(places.package, places.variants))
    return {
        "label": LABELS["package"],
        "made": typeset(f"Fait le {day_and_hour(made)}. Copiez ce dossier, tel quel :"),
        "place": str(places.package),
        "page": _address(places, page),
        "why": typeset("La liste de la classe a changé depuis : refaites-le.") if old else "",
    }


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _sheet_name(places: Places, path: Path) -> str:
    """Whose a sheet is, and of which paper when it is of one."""
    return path.stem if path.parent == places.sheets else f"{path.stem} ({path.parent.name})"


def _address(places: Places, path: Path) -> str:
    """Where the server gives a file, from its own root."""
    return "files/" + path.relative_to(places.root).as_posix()
