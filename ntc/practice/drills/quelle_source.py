"""Quelle source: a question, four sources with what they cost; one measures it first, for nothing."""

import random
from dataclasses import dataclass

from ntc.french import eur
from ntc.practice.draw import Draw, wrong

TITLE = "Quelle source ?"

_HINT = "Qui mesure cela le premier ? Et faut-il payer pour le lui demander ?"

_PAID = "La réponse y est, mais elle se paie : celui qui la produit la donne pour rien."
_RELAY = "Ce relais recopie ce qu’un autre a compté : remontez jusqu’à celui-là."
_INTERNAL = "Nos fichiers ne connaissent que ceux que nous avons déjà rencontrés."
_TOWNS = ("Brumelle", "Castelroc", "Vaubrune", "Tornelay", "Pontérault", "Saint-Arvel")


@dataclass(frozen=True)
class Case:
    """A question, and four sources: who measures it, who sells it, who repeats it, what we hold."""

    question: str
    primary: str
    paid: str
    relay: str
    internal: str
    why: str


_CASES = (
    Case(
        "combien d’entreprises de {trade} y comptent plus de {staff} salariés",
        "le répertoire public des entreprises",
        "le fichier loué d’un courtier en adresses",
        "un article sur les métiers qui recrutent",
        "la liste de nos clients du canton",
        "toute entreprise est tenue d’y figurer, avec son métier et son effectif",
    ),
    Case(
        "quels travaux la commune vient de mettre en concurrence pour une école de {staff} élèves",
        "le bulletin officiel des marchés publics",
        "l’abonnement d’un trieur d’annonces",
        "le fil d’un confrère sur un réseau",
        "le dossier de nos réponses passées",
        "l’acheteur public y dépose son avis lui-même",
    ),
    Case(
        "si une entreprise de {trade} de {staff} personnes y a changé de siège",
        "le registre du commerce et ses annonces légales",
        "le rapport d’un cabinet de renseignement",
        "la page d’un annuaire qui recopie",
        "l’adresse de notre dernière facture",
        "l’entreprise doit y déclarer tout changement de siège, à date certaine",
    ),
    Case(
        "de combien le prix du carton a bougé en un an, pour {staff} ateliers de {trade} qui en achètent",
        "l’indice de prix de la statistique publique",
        "la lettre d’un analyste de matières",
        "la page d’un fournisseur qui cite un indice",
        "le prix moyen de nos propres achats",
        "l’institut relève les prix chaque mois, avec sa méthode",
    ),
    Case(
        "quelle règle limite le bruit dans un atelier de {trade} de {staff} personnes",
        "le texte en vigueur, sur le site officiel du droit",
        "le résumé d’un éditeur juridique",
        "le blog d’un chef d’atelier",
        "la note qu’un collègue a laissée au dossier",
        "c’est le texte lui-même, à jour",
    ),
    Case(
        "ce que les {staff} opérateurs d’un atelier de {trade} trouvent lourd à manier",
        "le technicien qui les voit travailler",
        "le baromètre d’un cabinet",
        "un article qui cite ce baromètre",
        "le chiffre d’affaires du client",
        "il y était, et peut dire qui, quand et sur quelle machine",
    ),
)
_TRADES = ("menuiserie", "tôlerie", "plasturgie", "bonneterie", "confiserie", "tannerie")


def draw(rng: random.Random) -> Draw:
    """Draw a question, and set its four sources in any order."""
    case = rng.choice(_CASES)
    place, cost = rng.choice(_TOWNS), 10 * rng.randint(18, 140)
    question = case.question.format(trade=rng.choice(_TRADES), staff=rng.randint(8, 90))
    options = [
        ("primary", f"{case.primary} (gratuit)"),
        ("paid", f"{case.paid} ({eur(cost)} par an)"),
        ("relay", f"{case.relay} (gratuit)"),
        ("internal", f"{case.internal} (chez nous)"),
    ]
    rng.shuffle(options)
    return Draw(
        statement=f"Vous préparez un rendez-vous à {place}. Vous voulez savoir {question}.",
        ask="À quelle source poser la question d’abord ?",
        unit="",
        right="primary",
        tolerance=0,
        slips=(
            wrong("source-paid", "paid", _PAID),
            wrong("source-relay", "relay", _RELAY),
            wrong("source-internal", "internal", _INTERNAL),
        ),
        hint=_HINT,
        steps=(
            "On cherche d’abord qui produit l’information, non qui la répète.",
            f"La source payante ferait gagner du temps pour {eur(cost)} par an ; elle puise ailleurs.",
            f"Ici, c’est {case.primary} (gratuit) : {case.why}.",
        ),
        options=tuple(options),
    )
