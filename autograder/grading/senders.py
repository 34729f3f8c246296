"""Whose a hand-in is (*expéditeur*): from the names that our home page, a platform or a mailbox gave to it.

Moodle, Canvas, Blackboard, Brightspace and mailboxes put a learner's name, account or address in the names of
folders and files; the class list tells whose these are. A name that fits two learners tells nothing.
"""

import re
from collections.abc import Iterable, Mapping

from ntc.plain import plain
from ntc.roster import Enrolled, IdentifierError, normalise

# After an identifier, a point begins another one (« dupont.m.b ») or an address, unless it begins an ending.
_ENDINGS = (
    r"(?:answers|zipx?|tgz|tar|gz|bz2|xz|rar|7z|json|ipynb|html?|pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|csv|eml"
    r"|msg|url|lnk|webloc|jpe?g|png|heic|part|crdownload)(?![a-z0-9])"
)


def named(trail: Iterable[str], assignment: str, roster: Mapping[str, Enrolled]) -> tuple[str, ...]:
    """The identifiers that the names on the way to a hand-in bear, the outermost first, each once.

    An identifier that the class list does not know counts only when nothing else tells.
    """
    found: list[str] = []
    unknown: list[str] = []
    for part in trail:
        explicit = sender_named(part, assignment)
        if explicit and (not roster or explicit in roster):
            found.append(explicit)
        elif known := _of_the_list(part, roster):
            found.append(known)
        elif explicit:
            unknown.append(explicit)
    return tuple(dict.fromkeys(found or unknown))


def sender_named(name: str, assignment: str) -> str:
    """Read who handed in from the name of an archive: « dupont.m_at1-strategie_… ».

    A platform may have put something before. Empty when the name does not tell.

    >>> sender_named("Dupont_12_assignsubmission_file_dupont.m_at1-strategie_2026", "at1-strategie")
    'dupont.m'
    """
    before, found, _ = name.partition(f"_{assignment}")
    try:
        return normalise(before.rpartition("_file_")[2]) if found else ""
    except IdentifierError:
        return ""


def _of_the_list(part: str, roster: Mapping[str, Enrolled]) -> str:
    lowered, words = part.casefold(), f" {_plain(part)} "
    hits = {entry.id for entry in roster.values() if _fits(entry, lowered, words)}
    # « dupont » is in « dupont.m » too: the longer one is meant.
    longest = {each for each in hits if not any(each != other and each in other for other in hits)}
    return longest.pop() if len(longest) == 1 else ""


def _fits(entry: Enrolled, lowered: str, words: str) -> bool:
    if entry.email and entry.email.casefold() in lowered:
        return True
    if re.search(
        rf"(?<![a-z0-9])(?<![a-z0-9][.-]){re.escape(entry.id)}(?![a-z0-9])(?!\.(?!{_ENDINGS})[a-z0-9])",
        lowered,
    ):
        return True
    first, last = _plain(entry.first_name), _plain(entry.last_name)
    if not first or not last:
        return False
    joined = {(last + first).replace(" ", ""), (first + last).replace(" ", "")}
    return (
        f" {first} {last} " in words
        or f" {last} {first} " in words
        or next(iter(words.split()), "") in joined
    )


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", plain(text)))
