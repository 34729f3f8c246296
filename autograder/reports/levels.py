"""What the evidence shows of a criterion: the rule, once, in code and in words.

The points earned on all the evidence of the criterion are added up and compared with the points at stake.
"""

from collections.abc import Iterable
from enum import Enum
from typing import Protocol, TypeVar

SHOWN_FROM = 2 / 3
PARTLY_FROM = 1 / 3
_ROUNDING = 0.005 + 1e-9  # marks are kept to the hundredth: 9,33 of 14 is two thirds, 3,33 of 3,3333 is all

RULE = (
    "Pour chaque critère, on additionne les points obtenus aux exercices qui en font la preuve, puis on les "
    "rapporte aux points en jeu. Un exercice laissé sans réponse compte pour zéro ; un écrit qui n’est pas "
    "encore corrigé n’est pas compté. Quand un exercice sert plusieurs critères, chaque question, ou chaque "
    "ligne de la grille, ne compte que pour le critère qu’elle montre."
)
RESERVES = (
    "« Provisoire » : une preuve attend encore le correcteur, et le niveau peut changer. « Sauf » compte "
    "les preuves qui, prises seules, n’atteignent pas ce niveau : les autres les compensent dans le "
    "total, et c’est au formateur de décider. « Reste à constater » : une part du critère ne se lit dans "
    "aucune réponse ; elle se voit en entreprise ou dans un jeu de rôle. « À observer » : la leçon le "
    "fait travailler, aucun exercice ne le montre. « Erreur reportée » : une réponse comptée, parce qu’elle "
    "découle sans nouvelle erreur d’une réponse fausse ; l’erreur ne coûte qu’une fois, là où elle est "
    "faite, et le niveau peut en dépendre. Le détail de chaque critère les nomme."
)
CONDITIONS = (
    "Conditions : exercices de formation sur le cas d’une entreprise imaginée (récit de janvier 2026), faits "
    "dans le cours avec ses documents, ses instruments et ses aides, en plusieurs fois, sans surveillance "
    "établie ; ce ne sont pas celles de l’épreuve du titre."
)


class Level(Enum):
    """How far a criterion is shown. The sign says it without colour; each is in the DejaVu fonts."""

    SHOWN = ("montré", "●", "deux tiers des points ou plus")
    PARTLY = ("en partie", "◐", "d’un tiers à moins de deux tiers des points")
    NOT_YET = ("pas encore montré", "○", "moins d’un tiers des points")
    PENDING = ("en attente de correction", "…", "seuls des écrits en font la preuve, et aucun n’est corrigé")
    UNREADABLE = ("illisible", "?", "ce qui a été remis ne se lit pas : à redemander, ou à noter à la main")
    ABSENT = ("non rendu", "–", "le travail est proposé, et n’a pas encore été remis")
    UNASSESSED = ("pas encore évalué", "·", "aucun exercice n’en fait la preuve jusqu’ici")

    def __init__(self, label: str, sign: str, meaning: str) -> None:
        self.label = label
        self.sign = sign
        self.meaning = meaning


class Marked(Protocol):
    """What the rule needs to know of a piece of evidence; ``earned`` is None until it is marked."""

    @property
    def points(self) -> float:
        """The points at stake."""

    @property
    def earned(self) -> float | None:
        """The points obtained."""

    @property
    def handed_in(self) -> bool:
        """Whether the work arrived."""

    @property
    def unreadable(self) -> bool:
        """Whether what arrived could not be read."""


Piece = TypeVar("Piece", bound=Marked)


def points_of(evidence: Iterable[Marked]) -> tuple[float, float]:
    """Add up the points earned and the points at stake, of the evidence that is marked."""
    marked = [(piece.earned, piece.points) for piece in evidence if piece.earned is not None]
    return sum(earned for earned, _ in marked), sum(points for _, points in marked)


def level_of(evidence: Iterable[Marked]) -> Level:
    """Apply the rule to the evidence of one criterion."""
    pieces = list(evidence)
    if not pieces:
        return Level.UNASSESSED
    if not any(piece.handed_in for piece in pieces):
        return Level.ABSENT
    at_stake = points_of(pieces)[1]
    if not at_stake:
        return Level.UNREADABLE if any(piece.unreadable for piece in pieces) else Level.PENDING
    if reaches(pieces, SHOWN_FROM):
        return Level.SHOWN
    return Level.PARTLY if reaches(pieces, PARTLY_FROM) else Level.NOT_YET


def waiting_of(evidence: Iterable[Marked]) -> int:
    """Count what arrived and is still to be marked beside what is marked: it may change the level."""
    pieces = list(evidence)
    waiting = sum(piece.handed_in and piece.earned is None for piece in pieces)
    return waiting if waiting < len(pieces) and points_of(pieces)[1] else 0


def made_up_for(evidence: Iterable[Piece]) -> tuple[Piece, ...]:
    """Find what does not reach the level by itself, where the level comes from the rest of the evidence."""
    pieces = list(evidence)
    least = {Level.SHOWN: SHOWN_FROM, Level.PARTLY: PARTLY_FROM}.get(level_of(pieces))
    if least is None:
        return ()
    return tuple(each for each in pieces if each.earned is not None and not reaches([each], least))


def reaches(evidence: Iterable[Marked], share: float) -> bool:
    """Whether what is marked of the evidence earned this share of its points, as near as marks are kept."""
    marked = [piece for piece in evidence if piece.earned is not None]
    earned, at_stake = points_of(marked)
    return earned + _ROUNDING * len(marked) >= share * at_stake
