"""The disk that refuses (*disque plein, en lecture seule*): told apart from other faults, and in French."""

import errno

_WHOLE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
_REFUSALS = {
    errno.ENOSPC: "Le disque est plein : faites de la place",
    errno.EDQUOT: "La place qui vous est donnée sur le disque est épuisée : libérez-en",
    errno.EROFS: "Le disque est en lecture seule : travaillez dans un dossier où l’on peut écrire",
    errno.EACCES: "Ce compte n’a pas le droit d’écrire ici : demandez-le, ou changez de dossier",
    errno.EPERM: "Ce compte n’a pas le droit d’écrire ici : demandez-le, ou changez de dossier",
}


def refuses(error: OSError) -> bool:
    """Whether the disk itself refuses: whatever is written next would fail too.

    Rights do not count: one learner's folder that may not be written in stops nobody else.
    """
    return error.errno in _WHOLE


def told(error: OSError) -> str:
    """Say in French what the disk refuses, where, and what to do."""
    why = _REFUSALS.get(error.errno or 0, f"Le disque refuse (erreur {error.errno})")
    where = f" ({error.filename})" if error.filename else ""
    return f"{why}, puis recommencez : ce qui est déjà fait est gardé{where}."
