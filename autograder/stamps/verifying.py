"""Whether a document is the one that was given out (*vérification*): told in French, with what it said."""

from dataclasses import dataclass, field

from autograder.grading.places import Places
from autograder.stamps import code as codes
from autograder.stamps import files, key, register
from autograder.stamps.register import Issued
from ntc.french import day_and_hour, typeset

_TRUE = "Ce fichier est, au signe près, celui qui a été établi ici."
_ALTERED = (
    "Ce fichier n’est pas celui qui a été établi ici : il a été modifié, ou enregistré de nouveau, depuis. "
    "Ne vous y fiez pas ; demandez-en un autre au formateur, ou entrez le code imprimé sur la fiche."
)
_OTHER_KEY = "S’il vient d’une autre classe, c’est avec le dossier de celle-là qu’il se vérifie."
_NO_STAMP = (
    "Ce fichier ne porte pas de cachet : rien ne dit qu’il a été établi ici. Entrez le code imprimé dessus."
)
_COMPARE = "Comparez avec la fiche que vous avez en main : tout doit y être pareil, la date comprise."
_UNKNOWN = (
    "Aucune fiche établie ici ne porte ce code. Relisez-le ; s’il est bien celui-là, la fiche n’a pas été "
    "établie par cette classe, ou ce qui en était gardé a été effacé à la demande de la personne."
)


@dataclass(frozen=True)
class Verdict:
    """Whether a document is vouched for, what is said of it, and what it said when it was made, by label."""

    vouched: bool
    said: tuple[str, ...]
    title: str = ""
    told: tuple[tuple[str, str], ...] = field(default=())


def verify_file(places: Places, content: bytes) -> Verdict:
    """Verify a file, page or PDF; raises Unsettled where no key is."""
    secret = key.known(places)
    try:
        code = files.code_in(content, secret)
    except files.NoStamp:
        return Verdict(False, (typeset(_NO_STAMP),))
    except files.Altered:
        return Verdict(False, (typeset(_ALTERED), typeset(_OTHER_KEY)))
    issued = register.find(places, code)
    return _vouched(places, issued, _TRUE) if issued else Verdict(True, (typeset(_TRUE),))


def verify_code(places: Places, typed: str) -> Verdict:
    """Verify a code as it was typed; raises Unsettled where no key is."""
    key.known(places)
    try:
        code = codes.read(typed)
    except codes.Mistyped as error:
        return Verdict(False, (typeset(str(error)),))
    issued = register.find(places, code)
    if issued is None:
        return Verdict(False, (typeset(_UNKNOWN),))
    return _vouched(places, issued, f"Une fiche a été établie ici sous ce code. {_COMPARE}")


def _vouched(places: Places, issued: Issued, said: str) -> Verdict:
    later = register.latest(places, issued)
    lines = [said]
    if later.moment > issued.moment:
        lines.append(
            f"Attention : une autre a été établie depuis, le {day_and_hour(later.moment)}, sous le code "
            f"{later.code}."
        )
    return Verdict(True, tuple(map(typeset, lines)), issued.title, issued.told)
