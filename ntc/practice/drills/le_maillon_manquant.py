"""Le maillon manquant: a product, what the client said, two links of the chain; the third is to be found."""

import random
from dataclasses import dataclass

from ntc.french import count
from ntc.practice.draw import Draw, wrong

TITLE = "Le maillon manquant"

_ADVANTAGE, _PROOF = "l’avantage", "la preuve"
_HINT = {
    _ADVANTAGE: "Dites la caractéristique, puis « et alors ? » : que change-t-elle pour cette personne-là ?",
    _PROOF: "Que pourrait-on voir, lire ou mesurer sans vous, et qui montre cet avantage-là ?",
}


@dataclass(frozen=True)
class Chain:
    """What somebody said, the three links, and what is taken for the second and for the third."""

    who: str
    said: str
    feature: str
    advantage: str
    proof: str
    again: str
    other: str
    claim: str
    stray: str


_CHAINS = (
    Chain(
        "une boulangère",
        "Le samedi, je refuse du monde.",
        "Un four à deux soles",
        "Deux fournées cuisent ensemble : le samedi, on ne renvoie plus personne",
        "Le relevé d’un samedi, chez une consœur : fournées à l’heure, avant et après",
        "Deux étages de cuisson, l’un au-dessus de l’autre",
        "La facture de gaz baisse d’un quart en hiver",
        "Ce four est réputé pour sa cadence",
        "Le plan coté du four et son poids",
    ),
    Chain(
        "un maraîcher",
        "Je désherbe à genoux, et je n’ai plus vingt ans.",
        "Une bineuse à conduite debout",
        "Une planche se désherbe sans plier le dos",
        "Une planche essayée ce matin, chez lui, montre en main",
        "Un guidon réglable en hauteur",
        "La récolte part un jour plus tôt au marché",
        "Tous les maraîchers qui l’ont s’en félicitent",
        "L’analyse du sol, faite au printemps",
    ),
    Chain(
        "une directrice d’école",
        "À la cantine, on ne s’entend plus.",
        "Des panneaux de laine au plafond",
        "Les enfants se parlent sans crier",
        "Le sonomètre, posé à midi avant et après deux panneaux d’essai",
        "Une laine de forte épaisseur",
        "Le ménage du soir prend moins de temps",
        "Ces panneaux sont les plus vendus du pays",
        "Le certificat de résistance au feu",
    ),
    Chain(
        "un garagiste",
        "Mon apprenti perd ses outils, et moi mes matinées.",
        "Une servante à tiroirs découpés",
        "Un outil absent se voit avant que la voiture reparte",
        "Deux semaines comptées à l’atelier : minutes passées à chercher",
        "Des tiroirs garnis de mousse, à la forme des clés",
        "La peinture des carrosseries sèche plus vite",
        "C’est le rangement préféré des professionnels",
        "Le poids de la servante, roues comprises",
    ),
    Chain(
        "une fleuriste",
        "Le lundi, je jette un seau sur trois.",
        "Une vitrine à froid humide",
        "Les bouquets du vendredi se vendent encore le lundi",
        "Deux seaux identiques, l’un dans la vitrine, comparés après trois jours",
        "Une vitrine à hygrométrie réglée",
        "Les livraisons partent sans attendre le camion",
        "Rien ne conserve mieux les fleurs, c’est connu",
        "Le bail de la boutique voisine",
    ),
    Chain(
        "un loueur de vélos",
        "Le soir, je recompte les clés deux fois.",
        "Des antivols à carte",
        "La fermeture se fait sans compter une clé",
        "Une soirée chez un confrère d’accord, chronométrée",
        "Des antivols sans serrure ni clé",
        "Les pneus s’usent moins sur les pavés",
        "Un système que tout le monde nous envie",
        "La carte des pistes cyclables",
    ),
)


def draw(rng: random.Random) -> Draw:
    """Draw a chain and the link that is missing; a neighbour's link comes in any order among the others."""
    chain, missing = rng.choice(_CHAINS), rng.choice((_ADVANTAGE, _PROOF))
    staff, year = rng.randint(2, 19), rng.randint(2001, 2021)
    told = {
        _ADVANTAGE: f"Caractéristique : {chain.feature.lower()}. Preuve en réserve.",
        _PROOF: f"Caractéristique : {chain.feature.lower()}. Avantage : {_small(chain.advantage)}.",
    }[missing]
    found = {
        _ADVANTAGE: {
            "right": chain.advantage,
            "again": chain.again,
            "other": chain.other,
            "claim": chain.claim,
        },
        _PROOF: {"right": chain.proof, "again": chain.again, "other": chain.stray, "claim": chain.claim},
    }[missing]
    messages = {
        "again": "La caractéristique, dite deux fois : le maillon manque toujours.",
        "claim": "Une affirmation : on peut la croire ou non, rien ne la montre.",
        "other": "C’est le maillon d’une autre chaîne : cette phrase-là n’y trouve pas de réponse.",
    }
    keys = list(found)
    rng.shuffle(keys)
    return Draw(
        statement=(
            f"Chez {chain.who} ({count(staff, 'personne')}, depuis {year}), vous entendez : "
            f"« {chain.said} » {told}"
        ),
        ask=f"Quel est le maillon qui manque, {missing} ?",
        unit="",
        right="right",
        tolerance=0,
        slips=tuple(wrong(f"link-{name}", name, said) for name, said in messages.items()),
        hint=_HINT[missing],
        steps=(
            "Une chaîne a trois maillons : ce que la chose est, ce qu’elle change, ce qui le montre.",
            f"On repart de la phrase entendue : « {chain.said} »",
            f"Le maillon qui lui répond : « {found['right']}. »",
        ),
        options=tuple((name, found[name]) for name in keys),
    )


def _small(text: str) -> str:
    return text[0].lower() + text[1:]
