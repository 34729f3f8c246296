"""Puis-je écrire: an address, whose it is, and what one would write about; may one, and how."""

import random
from dataclasses import dataclass

from ntc.practice.draw import Draw, wrong

TITLE = "Puis-je écrire ?"

_OPTIONS = (
    ("yes", "oui, avec un pied complet"),
    ("consent", "accord à demander d’abord"),
    ("no", "aucun envoi"),
)
_HINT = (
    "À qui est l’adresse : à une personne, à une maison ? L’objet touche-t-il son métier ? A-t-elle dit non ?"
)
_WORK = (
    ("une responsable de laverie", "une lessive pour machines industrielles"),
    ("un chef de cuisine", "un couteau à désosser"),
    ("une directrice de crèche", "des tapis de sol lavables"),
    ("un gérant de scierie", "un affûtage de lames"),
    ("une pharmacienne", "un meuble à tiroirs pour officine"),
    ("un maraîcher", "des filets anti-grêle"),
)
_PRIVATE = (
    "un séjour à la montagne",
    "une assurance pour son chien",
    "un abonnement à un club de sport",
    "des meubles de jardin",
)
_REFUSED = (
    "qui a répondu « stop » à notre message de novembre",
    "qui a demandé en mai à ne plus rien recevoir",
    "qui figure sur notre liste de refus",
)
_WHY = {
    "work": "Adresse professionnelle, objet lié au métier : l’accord préalable n’est pas exigé.",
    "house": "Une adresse qui ne nomme personne n’est pas celle d’une personne : la condition ne joue pas.",
    "listed": "Bloctel concerne les appels aux consommateurs : il ne ferme pas un courriel professionnel.",
    "private": "L’objet ne touche pas son métier : on écrirait à la personne, non à la professionnelle.",
    "consumer": "Un particulier doit avoir donné son accord avant de recevoir une prospection par courriel.",
    "refused": "L’opposition est absolue : un objet bien choisi ne la lève pas.",
}


@dataclass(frozen=True)
class Writing:
    """To whom one would write and about what, what it turns on, and whether one may."""

    told: str
    turns: str
    right: str


def draw(rng: random.Random) -> Draw:
    """Draw a case; each answer is as often the right one."""
    kind = rng.choice((_work, _house, _listed, _private, _private, _consumer, _refused, _refused, _refused))
    found, labels = kind(rng), dict(_OPTIONS)
    return Draw(
        statement=f"Votre fichier compte {rng.randint(40, 900)} adresses. {found.told}",
        ask="Envoyez-vous un courriel ?",
        unit="",
        right=found.right,
        tolerance=0,
        slips=tuple(
            wrong(f"write-{key}", key, _mistaken(found, key)) for key in labels if key != found.right
        ),
        hint=_HINT,
        steps=(
            "Dans l’ordre : a-t-on dit non, à qui est l’adresse, l’objet touche-t-il le métier ?",
            _WHY[found.turns],
            f"Ici, donc : {labels[found.right]}.",
        ),
        options=_OPTIONS,
    )


def _work(rng: random.Random) -> Writing:
    who, what = rng.choice(_WORK)
    return Writing(f"L’une est celle, au travail, d’{who} ; vous proposez {what}.", "work", "yes")


def _house(rng: random.Random) -> Writing:
    who, what = rng.choice(_WORK)
    return Writing(
        f"L’une est contact@, dans la maison où travaille {who} ; vous proposez {what}.", "house", "yes"
    )


def _listed(rng: random.Random) -> Writing:
    who, what = rng.choice(_WORK)
    return Writing(
        f"L’une est celle, au travail, d’{who}, dont la ligne privée est sur Bloctel ; vous proposez {what}.",
        "listed",
        "yes",
    )


def _private(rng: random.Random) -> Writing:
    who, _ = rng.choice(_WORK)
    return Writing(
        f"L’une est celle, au travail, d’{who} ; vous proposez {rng.choice(_PRIVATE)}.", "private", "consent"
    )


def _consumer(rng: random.Random) -> Writing:
    return Writing(
        f"L’une est celle d’un particulier, recopiée d’un annuaire ; vous proposez {rng.choice(_PRIVATE)}.",
        "consumer",
        "consent",
    )


def _refused(rng: random.Random) -> Writing:
    who, what = rng.choice(_WORK)
    return Writing(
        f"L’une est celle, au travail, d’{who}, {rng.choice(_REFUSED)} ; vous proposez {what}.",
        "refused",
        "no",
    )


def _mistaken(found: Writing, key: str) -> str:
    if found.turns == "refused":
        return "Relisez : cette personne vous a déjà répondu une fois."
    if key == "no":
        return "Rien ne l’interdit tout à fait : personne n’a dit non."
    if found.right == "yes":
        return {
            "work": "Vous demandez plus que la loi : l’objet ne touche-t-il pas son métier ?",
            "house": "À qui demanderiez-vous cela ? Cette adresse n’est celle de personne.",
            "listed": "Ce dispositif protège les consommateurs au téléphone : est-ce le cas ici ?",
        }[found.turns]
    return "Regardez l’objet, et à qui il s’adresse vraiment : au métier, ou à la vie privée ?"
