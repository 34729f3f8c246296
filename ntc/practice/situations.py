"""Small invented situations: what is seen, what brought it about, where it is written, what is said of it."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from ntc.french import count

_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin")


@dataclass(frozen=True)
class Situation:
    """A scene, and four sentences about it: symptôme, cause, preuve, impression."""

    scene: str
    symptom: str
    cause: str
    proof: str
    opinion: str


def _people(rng: random.Random) -> str:
    return f"{rng.randint(11, 90)} personnes"


def _late_vans(rng: random.Random) -> Situation:
    lost, month, van = rng.randint(4, 14), rng.choice(_MONTHS), rng.randint(2, 5)
    return Situation(
        scene=f"Un loueur de nacelles ({_people(rng)}) perd des contrats courts.",
        symptom=f"{lost} locations d’une journée de moins que le trimestre d’avant.",
        cause=f"Depuis {month}, {van} camions sur six restent au dépôt, et l’on livre l’après-midi.",
        proof=f"Le registre du dépôt note {van} camions immobilisés depuis le 3 {month}.",
        opinion="Les clients ne savent plus s’organiser.",
    )


def _bakery(rng: random.Random) -> Situation:
    fall, month, price = rng.randint(6, 19), rng.choice(_MONTHS), rng.randint(8, 20)
    return Situation(
        scene=f"Une meunerie ({_people(rng)}) fournit des boulangeries.",
        symptom=f"Les ventes de farine de seigle baissent de {fall} %.",
        cause=f"En {month}, le sac est passé de 25 à 10 kg, à un prix au kilo supérieur de {price} %.",
        proof=(
            f"Les tarifs du 2 {month} et du mois d’avant, côte à côte, montrent {price} % d’écart au kilo."
        ),
        opinion="Plus personne n’aime le pain de seigle.",
    )


def _printer(rng: random.Random) -> Situation:
    lost, days, month = rng.randint(5, 20), rng.randint(6, 15), rng.choice(_MONTHS)
    return Situation(
        scene=f"Un imprimeur ({_people(rng)}) répond à des demandes de prix.",
        symptom=f"Sur les devis de l’année, {lost} de plus que l’an dernier sont perdus.",
        cause=(
            f"Depuis {month}, un devis part {days} jours après la demande : une seule personne les chiffre."
        ),
        proof=f"Entre la date de la demande et celle du devis, la base montre {days} jours en moyenne.",
        opinion="Le marché est mou en ce moment.",
    )


def _garage(rng: random.Random) -> Situation:
    share, people, month = rng.randint(12, 35), rng.randint(2, 4), rng.choice(_MONTHS)
    return Situation(
        scene=f"Un garage pour véhicules professionnels ({_people(rng)}) voit ses rendez-vous changer.",
        symptom=f"Les révisions ont reculé de {share} % au second semestre.",
        cause=f"{count(people, 'mécanicien')} sont partis fin {month} et n’ont pas été remplacés.",
        proof=f"Le planning d’atelier passe de {people + 4} noms en {month} à 4 le mois suivant.",
        opinion="Les jeunes ne veulent plus travailler.",
    )


def _cleaner(rng: random.Random) -> Situation:
    sites, month, missed = rng.randint(3, 9), rng.choice(_MONTHS), rng.randint(6, 18)
    return Situation(
        scene=f"Une entreprise de propreté ({_people(rng)}) entretient des bureaux.",
        symptom=f"{sites} sites n’ont pas renouvelé leur contrat.",
        cause=f"Depuis {month}, la même équipe fait deux sites par nuit et saute des passages.",
        proof=f"Les fiches de passage signées comptent {missed} visites manquantes depuis le 3 {month}.",
        opinion="Ces clients-là ont toujours été difficiles.",
    )


def _wine(rng: random.Random) -> Situation:
    share, month, buyer = rng.randint(20, 55), rng.choice(_MONTHS), rng.randint(2, 5)
    return Situation(
        scene=f"Un fournisseur de bouchons ({_people(rng)}) suit ses caves.",
        symptom=f"La cave coopérative achète {share} % de moins.",
        cause=f"Sa responsable des achats a changé en {month} ; personne ne s’est présenté à la nouvelle.",
        proof=(
            f"L’agenda ne porte aucune visite à la cave depuis {month}, contre {buyer} au semestre d’avant."
        ),
        opinion="La cave nous en veut.",
    )


SITUATIONS: tuple[Callable[[random.Random], Situation], ...] = (
    _late_vans, _bakery, _printer, _garage, _cleaner, _wine,
)  # fmt: skip
