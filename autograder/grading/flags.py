"""What an instructor must know of a hand-in before reading its mark (*signalements*), in French."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ntc.french import count, listing, typeset
from ntc.roster import Enrolled

_NAMED = 5


class Kind(StrEnum):
    """What happened to a hand-in."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    SEVERAL = "several"
    SPOILED = "spoiled"
    ANONYMOUS = "anonymous"
    OTHER_LEARNER = "other-learner"
    OTHER_VARIANT = "other-variant"
    COPY = "copy"
    UNMARKED = "unmarked"
    CHANGED = "changed"
    LEFT = "left"
    TIME = "time"


NOTHING_READ = frozenset({Kind.MISSING, Kind.UNREADABLE})
"""Nothing of what was handed in could be read: no zero for that, a person decides."""


@dataclass(frozen=True)
class Flag:
    """One thing to know, said to the instructor in a French sentence."""

    kind: Kind
    message: str


def missing() -> Flag:
    """Nothing was answered, or the answers were left behind."""
    return _flag(
        Kind.MISSING,
        "Aucun fichier de réponses dans ce qui a été rendu : rien n'a pu être noté. "
        "Demandez-le à l'apprenant s'il a travaillé.",
    )


def unreadable(name: str, reason: str) -> Flag:
    """An answers file is there and cannot be read."""
    return _flag(
        Kind.UNREADABLE,
        f"Le fichier de réponses « {short(name)} » ne se lit pas : {reason} "
        "Mettez la note à la main, ou redemandez le fichier.",
    )


def several(kept: str, number: int) -> Flag:
    """More than one answers file for a lesson: one of them counts."""
    return _flag(
        Kind.SEVERAL,
        f"{count(number, 'fichier')} de réponses pour cette leçon : « {short(kept)} » a été retenu.",
    )


def spoiled(name: str, kept: str) -> Flag:
    """One of the answers files cannot be read; another was."""
    return _flag(
        Kind.SPOILED,
        f"Un fichier de réponses, « {short(name)} », ne se lit pas : la note vient de « {short(kept)} ».",
    )


def anonymous() -> Flag:
    """The learner had not said who they were."""
    return _flag(
        Kind.ANONYMOUS,
        "Les réponses ne portent aucun identifiant : vérifiez qu'elles sont bien de cet apprenant.",
    )


def other_learner(found: str, learner: str) -> Flag:
    """The answers bear another learner's identifier."""
    return _flag(
        Kind.OTHER_LEARNER,
        f"Copie possible : les réponses rendues par « {learner} » portent l'identifiant « {short(found)} ».",
    )


def other_variant(found: str, own: str) -> Flag:
    """The answers were given on other data than this learner's."""
    return _flag(
        Kind.OTHER_VARIANT,
        f"Travail fait sur le jeu de données {short(found)} alors que le sien est le {own} : "
        f"copie possible, ou identifiant oublié au départ. La note porte sur le jeu {own}.",
    )


def copied(others: list[str], answers: int) -> Flag:
    """Answers that others handed in too, saved at the same seconds."""
    return _flag(
        Kind.COPY,
        f"Copie possible : {count(answers, 'réponse')} identiques, enregistrées aux mêmes secondes, "
        f"se trouvent aussi chez {listing([f'« {other} »' for other in others])}.",
    )


def alike(others: Sequence[str], told: str) -> Flag:
    """Answers that say the same as those of others, whenever they were saved."""
    them = listing([f"« {other} »" for other in others])
    return _flag(Kind.COPY, f"Copie possible : chez {them} aussi, {told}.")


def unmarked(title: str) -> Flag:
    """The key of an exercise failed: ours to mend, and the instructor's to mark meanwhile."""
    return _flag(Kind.UNMARKED, f"L'exercice « {title} » n'a pas pu être noté : mettez la note à la main.")


def left(names: Sequence[str]) -> Flag:
    """Files of a hand-in that are never read."""
    return _flag(Kind.LEFT, f"Rendu, et jamais lu ni ouvert : {shortlist(names)}.")


def untimed() -> Flag:
    """A paper that does not say when it was begun."""
    return _flag(
        Kind.TIME,
        "La copie ne dit pas quand l'examen a été commencé : demandez à l'apprenant comment il l'a passé.",
    )


def overtime(told: str) -> Flag:
    """An answer of a paper was saved after its end."""
    return _flag(
        Kind.TIME,
        f"Une réponse a été enregistrée {told} après la fin du temps accordé : voyez avec l'apprenant s'il y "
        "a eu un incident. La note compte toutes les réponses.",
    )


def extra(told: str) -> Flag:
    """The list of extra times cannot be read."""
    return _flag(Kind.TIME, f"{told} La copie a été lue sans majoration de temps.")


def changed(title: str) -> Flag:
    """A person marked other answers than those that count now."""
    return _flag(
        Kind.CHANGED,
        f"« {title} » : la réponse a été remise de nouveau, et changée, depuis votre correction. Vos points "
        "d'alors sont mis de côté et ne comptent pas : lisez la nouvelle réponse et notez de nouveau.",
    )


def _flag(kind: Kind, sentence: str) -> Flag:
    return Flag(kind, typeset(sentence))


def with_names(told: str, roster: Mapping[str, Enrolled]) -> str:
    r"""Say whose each identifier of the class is that a sentence quotes: « zola.e » (Émile Zola).

    >>> with_names("chez «\xa0zola.e\xa0» aussi", {"zola.e": Enrolled("zola.e", "Zola", "Émile", "", "")})
    'chez «\xa0zola.e\xa0» (Émile Zola) aussi'
    """

    def named(found: re.Match[str]) -> str:
        known = roster.get(found[1])
        return f"{found[0]} ({known.name})" if known and known.name else found[0]

    return re.sub(r"«\s([^«»\s]+)\s»", named, told)


def shortlist(names: Sequence[str]) -> str:
    """Name some files, and count the others."""
    named = [f"« {short(name)} »" for name in names[:_NAMED]]
    if len(names) > _NAMED:
        named.append(count(len(names) - _NAMED, "autre fichier", "autres fichiers"))
    return listing(named)


def short(text: str) -> str:
    """Keep what a learner wrote to a length and to signs that a log and a page bear."""
    printable = "".join(char if char.isprintable() else "?" for char in text)
    return printable if len(printable) <= 60 else printable[:59] + "…"
