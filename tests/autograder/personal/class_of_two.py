"""All that a class leaves about a learner, in every room: of dupont.m to be erased, and of zola.e to stay."""

import json
import os
import zipfile
from dataclasses import asdict
from io import BytesIO

from autograder.booklets.command import main as write_booklets
from autograder.contest import journal as journal_of_marks
from autograder.grading import jsonfile, notices
from autograder.grading.notices import Notice
from autograder.grading.places import AUTOGRADED, COURSE_ID, DOWNLOADED, FEEDBACK, SUBMITTED, Places
from autograder.package.folder import variants_in
from autograder.reports.command import main as write_sheets

WHO, OTHER = "dupont.m", "zola.e"
NAMES = ("dupont.m", "Marie Dupont", "DUPONT Marie", "marie@exemple.fr")
# As French spreadsheets save them: « CSV », « Texte Unicode », and « CSV UTF-8 » for the others.
ENCODINGS = {"roster.csv": "cp1252", "roster-avant-20260110.csv": "utf-16"}
LESSON, ASSIGNMENT = "cp4-bilan", "at1-strategie"
LISTS = {
    "roster.csv": f"identifiant;nom;prénom;courriel;variante\r\n{WHO};Dupont;Marie;marie@exemple.fr;07\r\n"
    f"{OTHER};Zola;Émile;;03\r\n",
    "roster-avant-20260110.csv": f"identifiant,nom,prénom\n{WHO},DUPONT,Marie\n{OTHER},Zola,Émile\n",
    "variantes.csv": f"identifiant,variante\n{WHO},07\n{OTHER},03\n",
    "delais.csv": f"activité,identifiant,date limite\n{ASSIGNMENT},{WHO},06/02/2026\n"
    f"{ASSIGNMENT},,30/01/2026\n",
}


def answers(learner: str, text: str = "Mon texte") -> bytes:
    """An answers file."""
    content = {"schema": 1, "lesson": LESSON, "learner": learner, "variant": "07"}
    return json.dumps(content | {"answers": {"cp4-note": {"raw": text, "saved": ""}}}).encode()


def zipped(files: dict[str, bytes]) -> bytes:
    """An archive."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as whole:
        for name, content in files.items():
            whole.writestr(name, content)
    return held.getvalue()


def lived(classroom) -> Places:
    """The same class after two months: every room has something of both."""
    root = classroom.root
    places = Places(root)
    for name, text in LISTS.items():
        (places.classroom / name).write_bytes(text.encode(ENCODINGS.get(name, "utf-8-sig")))
    handed = variants_in(places.package, places.variants)
    put(handed, LISTS["variantes.csv"])
    classroom.record(
        OTHER,
        flags=[f"Copie possible : 4 réponses identiques se trouvent aussi chez « {WHO} »."],
        variant="03",
    )
    put(places.release(ASSIGNMENT) / f"{LESSON}.ipynb", "{}")
    for learner in (WHO, OTHER):
        for folder in (SUBMITTED, AUTOGRADED, FEEDBACK):
            put(root / folder / learner / ASSIGNMENT / f"{LESSON}.html", f"copie de {learner}")
        put(places.submitted(learner, ASSIGNMENT) / "submission_secret.txt", learner * 8)
        kept = places.received(learner, ASSIGNMENT)
        put(kept / "2026-01-12" / f"{LESSON}.answers.json", answers(learner).decode())
        told = [f"copie possible, chez « {each} » aussi" for each in (WHO, OTHER) if each != learner]
        flags = {LESSON: [{"kind": "copy", "message": message} for message in told]}
        jsonfile.write(kept / "intake.json", {"flags": flags, "files": {}, "marks": {}})
        put(root / DOWNLOADED / ASSIGNMENT / "extracted" / learner / "x.txt", learner)
        contest = {"learner": learner, "lesson": LESSON, "exercise": "cp4-note", "words": "Je conteste."}
        put(
            places.contests / learner / "c1.json",
            json.dumps({"came": "", "sealed": True, "contest": contest}),
        )
        put(places.replies(learner, LESSON), json.dumps([{"contest": "c1", "why": learner}]))
        journal_of_marks.append(places, [journal_of_marks.line("Jeanne Leroy", learner, "4 → 5", "relu")])
        put(places.visit(learner) / ASSIGNMENT / f"{LESSON}.answers.json", answers(learner))
        inbound = places.exchange / COURSE_ID / "inbound" / f"{learner}+{ASSIGNMENT}+2026-01-12 15:00+abc"
        put(inbound / f"{LESSON}.answers.json", answers(learner).decode())
        _return(places, learner)
        put(places.seconds / learner / "cp4-note.json", f"notes de {learner}")
    seen = {"folders": [f"received/{each}/{ASSIGNMENT}/1" for each in (WHO, OTHER)], "noted": []}
    put(places.contests / f"{ASSIGNMENT}.seen.json", json.dumps(seen))
    platform = {
        "Dupont Marie_7_assignsubmission_file_/cp4-bilan.answers.json": answers(WHO),
        "DUPONT Marie_8_assignsubmission_file_/autre.txt": b"rien",
        "Zola Emile_9_assignsubmission_file_/remise.zip": zipped({"cp4-bilan.answers.json": answers(OTHER)}),
        "devoir_10/remise.zip": zipped({"cp4-bilan.answers.json": answers(WHO), "cp4-bilan.ipynb": b"{}"}),
    }
    archive = root / DOWNLOADED / ASSIGNMENT / "archive"
    put(archive / "Devoirs.zip", zipped(platform))
    os.utime(archive / "Devoirs.zip", (1_700_000_000, 1_700_000_000))
    put(archive / f"{WHO}_{ASSIGNMENT}_2026-01-12-1432.zip", zipped({"a.answers.json": answers(WHO)}))
    put(archive / "seul.answers.json", answers(WHO))
    noted = [
        Notice(WHO, "x.zip", "Remise « x.zip » : abîmée."),
        Notice(OTHER, "", "Comme « dupont.m » : à voir."),
    ]
    jsonfile.write(places.notices(ASSIGNMENT) / "download.json", [asdict(each) for each in noted])
    assert notices.read(places, ASSIGNMENT) == noted
    journal = f"2026 INFO relevé de {WHO}\n2026 INFO relevé de {OTHER}\n2026 DEBUG sheets/{WHO}.pdf\n"
    for name in ("bureau.log", "nbgrader.log"):
        put(places.classroom / "journal" / name, journal)
    put(places.classroom / "retours" / f"{ASSIGNMENT}.zip", zipped({f"retour-{WHO}.html": b"", "z": b"z"}))
    assert write_sheets([]) == write_booklets([]) == 0
    return places


def put(path, content) -> None:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def _return(places: Places, learner: str) -> None:
    """What ``nbgrader release_feedback`` leaves: a file that bears no name."""
    import hashlib

    mark = hashlib.md5(b"", usedforsecurity=False)
    mark.update((learner * 8).encode())
    mark.update(LESSON.encode())
    put(places.exchange / COURSE_ID / "feedback" / f"{mark.hexdigest()}.html", f"retour {mark.hexdigest()}")
