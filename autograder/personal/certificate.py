"""The certificate of an erasure (*certificat d'effacement*): what, when, by whom; it names nobody itself."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from autograder.grading.places import Places
from autograder.personal.erasure import Erased
from autograder.reports.blocks import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    Kind,
    Paragraph,
    Signatures,
    Table,
)
from autograder.reports.given_out import given_out
from autograder.reports.sheet_document import WRITTEN, verified_by
from ntc.french import count, day_and_hour, typeset
from ntc.storage import write_atomically

TITLE = "Certificat d’effacement"
OF_NOBODY = "~effacements"
_NAMELESS = (
    "Ce certificat ne porte ni nom ni identifiant, pour que rien n’en reste dans le dossier de la classe. "
    "Écrivez le nom à la main sur l’exemplaire que vous remettez à la personne."
)
_CLEAN = (
    "Recherche faite après l’effacement : ni l’identifiant, ni le nom, ni le courriel ne sont plus nulle "
    "part."
)
_BEYOND = (
    "Ce qui n’est pas dans ce cours est à effacer par vous : sauvegardes du dossier « classroom », clés et "
    "disques partagés, courriels, plateforme de l’établissement, fiches imprimées.",
    "Le travail que la personne a sur son propre poste reste à elle.",
)


def write_certificate(places: Places, erased: Erased) -> list[Path]:
    """Write a certificate, page and PDF, and give the files; raises Unsettled, OSError."""
    name = f"effacement-{erased.moment:%Y%m%d-%H%M%S}"
    made = given_out(places, OF_NOBODY, partial(certificate, erased), name)
    for file, content in made.items():
        write_atomically(places.erasures / file, content)
    return [places.erasures / file for file in made]


def certificate(erased: Erased, code: str = "") -> Document:
    """Compose the certificate of what was erased."""
    return Document(title=TITLE, blocks=tuple(_blocks(erased, code)), made=erased.moment, foot=TITLE)


def _blocks(erased: Erased, code: str) -> Iterator[Block]:
    yield Heading((TITLE,), 1)
    yield Facts(
        (
            ("Effacé le", day_and_hour(erased.moment)),
            ("Par", erased.by),
            *verified_by(code),
        )
    )
    columns = (Column((("Ce qui a été effacé",),), 130, Kind.NAME), Column((("Combien",),), 50, Kind.FIGURE))
    rows = tuple((((what,),), ((str(number),),)) for what, number in sorted(erased.counts.items()))
    yield Table("", columns, rows)
    yield Heading(("Ce qui reste",), 2)
    yield Paragraph((typeset(f"{remains(erased)} {count(erased.read, 'fichier relu', 'fichiers relus')}."),))
    yield Items(tuple((typeset(said),) for said in _BEYOND))
    yield Heading(("La personne",), 2)
    yield Paragraph((typeset(_NAMELESS),), soft=True)
    columns = (Column((("Renseignement",),), 60, Kind.HEAD), Column((("À la main",),), 120))
    yield Table("", columns, (((("Nom",),), WRITTEN),))
    yield Signatures(("Le formateur (nom, date, signature)", "La personne (date, signature)"))


def remains(erased: Erased) -> str:
    """Say what still speaks of the person."""
    if not erased.left:
        return _CLEAN
    return (
        f"{count(len(erased.left), 'fichier parle', 'fichiers parlent')} encore de la personne : c’est le "
        "travail d’autres, qui l’ont nommée eux-mêmes ; il n’est pas modifié, et le formateur décide."
    )
