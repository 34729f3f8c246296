"""Who is meant (*la personne*), and how a text is seen to speak of them: by identifier, name or address."""

import io
import json
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property

from nbgrader.api import Gradebook, MissingEntry

from autograder.grading.classlist import class_list
from autograder.grading.places import COURSE_ID, Places
from autograder.roster import has_gradebook
from ntc.plain import plain
from ntc.roster import WIDE, decoded

_ENDINGS = "html|pdf|json|zip|ipynb|csv|answers"
_ASCII = re.compile(r"[a-z0-9._-]{2,}")
_MOST = 512 * 1024 * 1024
_DEPTH = 4


@dataclass(frozen=True)
class Person:
    """A learner: the identifier, and the names and address that lists and gradebook have."""

    learner: str
    last_name: str = ""
    first_name: str = ""
    email: str = ""

    @property
    def name(self) -> str:
        """First name and last name; the identifier where there is none."""
        return f"{self.first_name} {self.last_name}".strip() or self.learner

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # « dupont.m » is neither in « dupont.m.2 » nor in « dupont.marie »; it is in « dupont.m.html ».
        own = rf"(?<![a-z0-9.-]){re.escape(self.learner)}(?!-?[a-z0-9])(?!\.(?!(?:{_ENDINGS})\b)[a-z0-9])"
        ways = [own, rf"retour-[a-z0-9._-]*{re.escape(self.learner)}\.html"]
        last, first = ([*map(re.escape, plain(each).split())] for each in (self.last_name, self.first_name))
        if last and first:
            for words in ((*first, *last), (*last, *first)):
                ways.append(rf"(?<![a-z0-9]){r'[^a-z0-9.]{1,4}'.join(words)}(?![a-z0-9])")
        if self.email:
            ways.append(re.escape(plain(self.email)))
        return re.compile("|".join(ways))

    @cached_property
    def _hints(self) -> tuple[bytes, ...]:
        """Letters of which some stand, as they are, wherever the person is named: most files have none."""
        words = [self.learner, *(self.last_name and self.first_name and [self.last_name]), self.email]
        runs = (max(_ASCII.findall(word.casefold()), key=len, default="") for word in words if word)
        return tuple(run.encode() for run in runs)

    def is_in(self, text: str) -> bool:
        """Whether a text speaks of them."""
        return bool(self._pattern.search(plain(text)))

    def is_in_bytes(self, content: bytes, depth: int = _DEPTH) -> bool:
        """Whether a file speaks of them; what is packed in an archive is looked into."""
        if content[:2] == b"PK" and depth:
            return any(
                self.is_in(name) or self.is_in_bytes(packed, depth - 1) for name, packed in packed_in(content)
            )
        if content.startswith(WIDE):
            return self.is_in(readable(content))
        lower = content.lower()
        if not all(self._hints) or any(hint in lower for hint in self._hints):
            return self.is_in(readable(content))
        return False

    def replaced_in(self, text: str, by: str) -> str:
        """A text that speaks of them no more; letters of other accents and sizes are found too."""
        flat, where = "", []
        for place, letter in enumerate(text):
            spelt = plain(letter)
            flat += spelt
            where += [place] * len(spelt)
        where.append(len(text))
        said, done = "", 0
        for found in self._pattern.finditer(flat):
            said += text[done : where[found.start()]] + by
            done = where[found.end()]
        return said + text[done:]


def person(places: Places, learner: str) -> Person | None:
    """Who an identifier is: of the class list, of the gradebook, or whoever left work; None of nobody."""
    roster = class_list(places)
    if enrolled := roster.get(learner):
        same = [one for one in roster.values() if plain(one.name) == plain(enrolled.name)]
        # Of two who bear one name, it says neither.
        names = (enrolled.last_name, enrolled.first_name) if len(same) == 1 else ("", "")
        return Person(learner, *names, enrolled.email)
    if has_gradebook(places):
        with Gradebook(places.gradebook, COURSE_ID) as gradebook:
            try:
                found = gradebook.find_student(learner)
            except MissingEntry:
                found = None
            if found:
                return Person(learner, found.last_name or "", found.first_name or "", found.email or "")
    folders = (places.submitted(learner, ""), places.received(learner, ""), places.records / learner)
    return Person(learner) if learner and any(folder.is_dir() for folder in folders) else None


def readable(content: bytes) -> str:
    """The text of a file, whatever a spreadsheet saved it in, its escaped letters spelt."""
    text = decoded(content)
    if "\\u" in text:
        try:
            return json.dumps(json.loads(text), ensure_ascii=False)
        except (ValueError, RecursionError):
            return text
    return text


def packed_in(content: bytes) -> list[tuple[str, bytes]]:
    """The files of an archive, by name; those that cannot be read are empty."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as whole:
            return [(each.filename, _unpacked(whole, each)) for each in whole.infolist()]
    except (zipfile.BadZipFile, OSError, ValueError):
        return []


def _unpacked(whole: zipfile.ZipFile, each: zipfile.ZipInfo) -> bytes:
    try:
        return whole.read(each) if each.file_size <= _MOST and not each.is_dir() else b""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return b""
