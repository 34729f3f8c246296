"""Vingt mots: a product and who listens, and four ways to say it; one is a benefit, and short."""

import random
from dataclasses import dataclass
from datetime import time

from ntc.french import count, hour_in_words
from ntc.practice.draw import Draw, wrong

TITLE = "Vingt mots"

_HINT = "Laquelle parle de la personne, de ce qui change pour elle, et se dit d’un souffle ?"
_MESSAGES = {
    "feature": "La phrase décrit la chose. Pour la personne qui écoute, qu’est-ce que cela change ?",
    "boast": "Cela parle de la maison, et ne se vérifie pas : tous les confrères le disent aussi.",
    "long": "Le gain y est, mais noyé : comptez les mots, et reprenez votre souffle.",
}


@dataclass(frozen=True)
class Offer:
    """A product, who listens, its four sentences, and how many work there, at least and at most."""

    product: str
    listener: str
    benefit: str
    feature: str
    boast: str
    long: str
    people: tuple[int, int] = (20, 95)


_OFFERS = (
    Offer(
        "un chariot électrique",
        "à la responsable d’un entrepôt frigorifique",
        "Vos caristes gardent leurs mains au chaud, et vous ne rechargez plus qu’une fois par jour.",
        "Batterie de 48 volts, cabine fermée chauffée, autonomie annoncée de neuf heures.",
        "C’est le chariot que les plus grands entrepôts nous envient depuis dix ans.",
        "Grâce à la cabine et à la batterie, vos caristes auront moins froid, feront moins de pauses, "
        "rechargeront moins souvent, et vous y gagnerez sur toute la ligne.",
    ),
    Offer(
        "un four à sole tournante",
        "à une boulangère qui ouvre à six heures",
        "Vous allumez une heure plus tard, et la première fournée sort à la même heure.",
        "Sole de deux mètres, montée à 250 degrés en vingt minutes, double vitrage.",
        "Aucun four n’arrive à la cheville du nôtre, demandez à qui vous voulez.",
        "Comme le four monte vite, vous pourrez allumer plus tard, dormir davantage, sortir "
        "la fournée à l’heure, et peut-être même former votre apprentie plus calmement.",
        (3, 12),
    ),
    Offer(
        "un logiciel de rendez-vous",
        "au gérant d’un garage de village",
        "Le samedi matin, le téléphone ne vous fait plus lâcher la clé toutes les dix minutes.",
        "Agenda en ligne, rappels automatiques, trois niveaux d’accès, export comptable.",
        "Notre solution est reconnue par toute la profession comme la plus complète.",
        "Avec cet agenda en ligne, vos clients réservent seuls, vous oublient moins, vous décrochez "
        "moins le samedi, et votre journée retrouve un rythme plus supportable.",
        (2, 7),
    ),
    Offer(
        "des gants de manutention",
        "à la cheffe d’équipe d’une tuilerie",
        "Moins de mains entaillées, donc moins de postes à remplacer au pied levé.",
        "Enduction nitrile, niveau de coupure D, poignet tricoté, sept tailles.",
        "Ce sont, de très loin, les meilleurs gants que vous puissiez trouver.",
        "En protégeant mieux, ces gants vous évitent des coupures, des arrêts, des remplacements de "
        "dernière minute, et tout le désordre que vous connaissez trop bien le lundi.",
    ),
    Offer(
        "un revêtement de quai",
        "au directeur d’une laiterie",
        "Par temps de gel, vos chauffeurs déchargent sans attendre que l’on sale le quai.",
        "Résine époxy chargée de quartz, épaisseur six millimètres, prise en huit heures.",
        "Une résine d’exception, posée par une équipe d’exception, depuis toujours.",
        "Comme la résine accroche même gelée, vos chauffeurs iront plus vite, glisseront moins, vous "
        "salerez moins, et le lait partira sans ce quart d’heure que tout le monde redoute.",
    ),
    Offer(
        "un contrat d’entretien",
        "à l’intendante d’un lycée",
        "En février, la chaufferie ne vous réveille plus : la panne est vue avant qu’elle arrive.",
        "Deux visites par an, astreinte, pièces d’usure comprises, rapport sous huit jours.",
        "Notre service est, sans discussion possible, le plus sérieux de la région.",
        "Comme nous passons deux fois et surveillons à distance, vous aurez moins de pannes en hiver, moins "
        "d’appels la nuit, moins d’élèves en manteau, et un budget que vous pourrez enfin tenir.",
    ),
)


def draw(rng: random.Random) -> Draw:
    """Draw an offer and a listener; the four sentences come in any order."""
    offer, minutes = rng.choice(_OFFERS), rng.randint(1, 5)
    people, at = rng.randint(*offer.people), time(rng.choice((8, 9, 10, 14, 15)), 5 * rng.randint(1, 11))
    kinds = ["benefit", *_MESSAGES]
    rng.shuffle(kinds)
    return Draw(
        statement=(
            f"Vous proposez {offer.product} {offer.listener} ({people} personnes). À {hour_in_words(at)}, "
            f"on vous accorde {count(minutes, 'minute')} au téléphone."
        ),
        ask="Par quelle phrase ouvrir ?",
        unit="",
        right="benefit",
        tolerance=0,
        slips=tuple(wrong(f"twenty-{kind}", kind, said) for kind, said in _MESSAGES.items()),
        hint=_HINT,
        steps=(
            "Une caractéristique décrit, un superlatif se vante : aucun des deux ne parle de la personne.",
            "Un gain qui demande plus de vingt mots ne s’entend pas : on décroche à la deuxième virgule.",
            f"Ce qui change pour elle, d’un souffle : « {offer.benefit} »",
        ),
        options=tuple((kind, getattr(offer, kind)) for kind in kinds),
    )
