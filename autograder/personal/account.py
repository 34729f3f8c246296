"""All that is held about a learner, for them (*export des données*): JSON, a page to read, their files.

Two things are left out, and said to be: what is right in an answer, which is no data of theirs, and who the
others are of whom a warning speaks.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment

from autograder.grading import jsonfile, notices
from autograder.grading.classlist import class_list
from autograder.grading.places import AUTOGRADED, COURSE_ID, Places
from autograder.personal import held
from autograder.personal.person import Person, readable
from autograder.reports.blocks import Block, Column, Document, Facts, Heading, Items, Kind, Paragraph, Table
from autograder.reports.rendering.html import html_page
from autograder.reports.wording import score
from autograder.roster import has_gradebook
from ntc.french import count, day_and_hour, typeset
from ntc.home.archive import write_archive
from ntc.roster import separated

DATA, PAGE, FILES = "donnees.json", "donnees.html", "fichiers"
OTHER = "une autre personne"
_KEY = "expected"
_TITLE = "Ce qui est gardé sur vous"
_ABOUT = (
    "Cette page dit tout ce que le cours garde sur la personne nommée ci-dessous ; le fichier "
    "« donnees.json » dit la même chose pour un programme, et le dossier « fichiers » contient ses travaux, "
    "ses retours, ses fiches et ses livrets. Deux choses n’y sont pas : les bonnes réponses du corrigé, et "
    "le nom des autres personnes."
)


def write_account(places: Places, who: Person) -> Path:
    """Write the archive of all that is held about somebody, and give it; raises OSError."""
    moment = datetime.now()
    data = gather(places, who, moment)
    files = {
        DATA: json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "replace"),
        PAGE: html_page(_page(who, data, moment)).encode("utf-8"),
    }
    for name, path in _files(places, who.learner):
        files[f"{FILES}/{name}"] = path.read_bytes()
    path = places.account(who.learner)
    write_archive(path, files, moment)
    return path


def gather(places: Places, who: Person, moment: datetime) -> dict[str, Any]:
    """All that is held about somebody, as JSON says it, under French heads."""
    others = [each for each in _class(places) if each.learner != who.learner]

    def without_others(text: str) -> str:
        for other in others:
            if other.is_in(text):
                text = other.replaced_in(text, OTHER)
        return text

    return {
        "établi le": moment.isoformat(timespec="seconds"),
        "personne": {
            "identifiant": who.learner,
            "nom": who.last_name,
            "prénom": who.first_name,
            "courriel": who.email,
        },
        "listes": [*_lines(places, who)],
        "carnet de notes": [*_gradebook(places, who.learner)],
        "relevés de correction": [
            _without_key(_told(raw, without_others)) for raw in _records(places, who.learner)
        ],
        "fiches et livrets établis": [
            jsonfile.read(path) for path in sorted((places.issued / who.learner).glob("*.json"))
        ],
        "remises à vérifier": [_told(each, without_others) for each in _notices(places, who)],
        "journal": [without_others(line) for line in _journal(places, who)],
        "fichiers": [*_listed(places, who.learner)],
    }


def _class(places: Places) -> list[Person]:
    enrolled = class_list(places).values()
    people = {one.id: Person(one.id, one.last_name, one.first_name, one.email) for one in enrolled}
    for folder in places.records.glob("*"):
        people.setdefault(folder.name, Person(folder.name))
    return [*people.values()]


def _lines(places: Places, who: Person) -> Iterator[dict[str, Any]]:
    """The lines of lists that name somebody, former lists included, under the heads of each."""
    paths = sorted({*places.classroom.glob("*.csv"), *([places.roster] if places.roster.is_file() else [])})
    for path in paths:
        heads, *rows = separated(path.read_bytes()) or [[]]
        for row in rows:
            if who.is_in(";".join(row)):
                yield {"liste": path.name, **dict(zip(heads, row, strict=False))}


def _gradebook(places: Places, learner: str) -> Iterator[dict[str, Any]]:
    if not has_gradebook(places):
        return
    with Gradebook(places.gradebook, COURSE_ID) as gradebook:
        try:
            found = gradebook.find_student(learner).submissions
        except MissingEntry:
            return
        yield from [_submission(each) for each in sorted(found, key=lambda each: each.assignment.name)]


def _submission(submission: SubmittedAssignment) -> dict[str, Any]:
    when, extension = submission.timestamp, submission.extension
    return {
        "activité": submission.assignment.name,
        "remis": when.replace(tzinfo=UTC).isoformat() if when else None,
        "délai accordé, en secondes": extension.total_seconds() if extension else None,
        "leçons": [
            {
                "leçon": notebook.name,
                "points retirés pour retard": notebook.late_submission_penalty,
                "notes": [
                    {
                        "exercice": grade.name,
                        "sur": float(grade.cell.max_score),
                        "note de la machine": grade.auto_score,
                        "note du formateur": grade.manual_score,
                        "points en plus": grade.extra_credit,
                        "attend le formateur": bool(grade.needs_manual_grade),
                    }
                    for grade in sorted(notebook.grades, key=lambda each: each.name)
                ],
                "remarques": [
                    {"exercice": comment.name, "remarque": comment.manual_comment}
                    for comment in notebook.comments
                    if comment.manual_comment
                ],
            }
            for notebook in sorted(submission.notebooks, key=lambda each: each.name)
        ],
    }


def _records(places: Places, learner: str) -> Iterator[Any]:
    for path in sorted((places.records / learner).glob("*.json")):
        yield jsonfile.read(path) or {"fichier": path.name, "illisible": True}


def _told(value: Any, say: Any) -> Any:
    """The same, each of its texts said another way."""
    if isinstance(value, Mapping):
        return {key: _told(each, say) for key, each in value.items()}
    if isinstance(value, list):
        return [_told(each, say) for each in value]
    return say(value) if isinstance(value, str) else value


def _without_key(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_key(each) for key, each in value.items() if key != _KEY}
    return [*map(_without_key, value)] if isinstance(value, list) else value


def _notices(places: Places, who: Person) -> Iterator[dict[str, str]]:
    for folder in sorted(places.notices("").glob("*")):
        for notice in notices.read(places, folder.name):
            if notice.learner == who.learner or who.is_in(notice.message):
                yield {"activité": folder.name, **asdict(notice)}


def _journal(places: Places, who: Person) -> Iterator[str]:
    for path in sorted(places.journal.parent.glob("*")):
        for line in readable(path.read_bytes()).splitlines():
            if who.is_in(line):
                yield line


def _files(places: Places, learner: str) -> Iterator[tuple[str, Path]]:
    """The files of a learner with the name of each in the archive; the marked copies say what is right."""
    marked = places.root / AUTOGRADED
    for each in held.own(places, learner):
        if each.path == places.account(learner) or each.path.is_relative_to(marked):
            continue
        paths = sorted(each.path.rglob("*")) if each.path.is_dir() else [each.path]
        for path in paths:
            # What reception noted names others; it is told in the records.
            if path.name == "intake.json" or path.is_relative_to(places.issued):
                continue
            if path.is_file() and not path.is_symlink():
                inside = path.relative_to(each.path).as_posix() if each.path.is_dir() else path.name
                yield f"{each.what}/{_beside(each, places)}{inside}", path


def _beside(each: held.Own, places: Places) -> str:
    """What tells two folders of one kind apart."""
    if not each.path.is_dir() or not each.path.is_relative_to(places.classroom):
        return ""
    extra = each.path.relative_to(places.classroom).parts[1:-1]
    return "".join(f"{part}/" for part in extra)


def _listed(places: Places, learner: str) -> Iterator[dict[str, Any]]:
    for each in held.own(places, learner):
        paths = sorted(each.path.rglob("*")) if each.path.is_dir() else [each.path]
        for path in paths:
            if path.is_file() and not path.is_symlink():
                told = path.stat()
                when = datetime.fromtimestamp(told.st_mtime).isoformat(timespec="seconds")
                where = held.named(places, path)
                yield {"quoi": each.what, "où": where, "octets": told.st_size, "modifié": when}


def _page(who: Person, data: Mapping[str, Any], moment: datetime) -> Document:
    return Document(
        title=typeset(f"{_TITLE} : {who.name}"),
        blocks=(
            Heading((_TITLE,), 1),
            Facts(
                (
                    *((head.capitalize(), said) for head, said in data["personne"].items() if said),
                    ("Établi le", day_and_hour(moment)),
                )
            ),
            Paragraph((typeset(_ABOUT),)),
            *_told_lists(data["listes"]),
            *_told_marks(data["carnet de notes"]),
            *_told_records(data["relevés de correction"]),
            *_told_sheets(data["fiches et livrets établis"]),
            *_told_lines("Remises à vérifier", [each["message"] for each in data["remises à vérifier"]]),
            *_told_lines("Lignes du journal technique", data["journal"]),
            *_told_files(data["fichiers"]),
        ),
        made=moment,
    )


def _told_lists(lists: Sequence[Mapping[str, str]]) -> Iterator[Block]:
    said = [
        f"{row['liste']} : "
        + ", ".join(f"{head} {cell}" for head, cell in row.items() if head != "liste" and cell)
        for row in lists
    ]
    return _told_lines("Listes de la classe", said)


def _told_marks(submissions: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    for submission in submissions:
        yield Heading((typeset(f"Notes : {submission['activité']}"),), 2)
        if submission["remis"]:
            yield Paragraph(
                (f"Remis le {day_and_hour(datetime.fromisoformat(submission['remis']).astimezone())}.",)
            )
        for lesson in submission["leçons"]:
            said = {each["exercice"]: each["remarque"] for each in lesson["remarques"]}
            yield _table(
                lesson["leçon"],
                ("Exercice", "Sur", "Machine", "Formateur", "Remarque"),
                [
                    (
                        note["exercice"],
                        *map(_figure, (note["sur"], note["note de la machine"], note["note du formateur"])),
                        said.get(note["exercice"], ""),
                    )
                    for note in lesson["notes"]
                ],
            )


def _told_records(records: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    for record in records:
        yield Heading((typeset(f"Relevé de correction : {record.get('lesson', record.get('fichier'))}"),), 2)
        signs = [flag["message"] for flag in record.get("flags", ())]
        rows = [
            (key, part["label"], part["verdict"], part.get("message", ""))
            for key, each in record.get("exercises", {}).items()
            for part in each["parts"]
        ]
        if signs:
            yield Items(tuple((sign,) for sign in signs))
        if rows:
            yield _table("", ("Exercice", "Question", "Verdict", "Ce qui en a été dit"), rows)


def _told_sheets(issued: Sequence[Mapping[str, Any] | None]) -> Iterator[Block]:
    told = [f"{each['title']}, code {each['code']}" for each in issued if each]
    return _told_lines("Fiches et livrets établis", told)


def _told_files(files: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    if files:
        yield Heading((typeset(f"Fichiers ({count(len(files), 'fichier')})"),), 2)
        yield _table(
            "", ("Quoi", "Où", "Octets"), [(one["quoi"], one["où"], str(one["octets"])) for one in files]
        )


def _told_lines(title: str, lines: Sequence[str]) -> Iterator[Block]:
    if lines:
        yield Heading((typeset(title),), 2)
        yield Items(tuple((line,) for line in lines))


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    columns = tuple(Column(((head,),), 1, Kind.TEXT) for head in heads)
    return Table(caption, columns, tuple(tuple(((cell,),) for cell in row) for row in rows), dense=True)


def _figure(points: float | None) -> str:
    return "—" if points is None else score(points)
