"""Mistakes that the data of the case invite, beside the classic ones of ``ntc.calc.slips``.

Their numbers are those of the stories planted in the data (domain reference, §2.10).
"""

from decimal import Decimal

from ntc.calc.slips import CATALOGUE, Slip
from ntc.french import typeset

TRAPS: dict[str, str] = {
    "trap.T01": "Renouvellements automatiques de contrats comptés comme des commandes",
    "trap.T02": "Commandes annulées comptées",
    "trap.T05": "Montant TTC pris pour un montant HT",
    "trap.T06": "Commande exceptionnelle laissée dans la comparaison",
    "trap.T28": "Affaires sans activité comptées dans le portefeuille",
    "trap.round-down": "Nombre à atteindre arrondi au-dessous",
    "trap.not-whole": "Nombre de choses laissé avec des décimales",
    "trap.road": "Temps de route compté comme temps de vente",
    "trap.swapped": "Deux réponses interverties",
    "trap.last-year": "Chiffres de l’année précédente",
    "trap.dso-disputed": "Factures en litige ôtées des créances",
    "trap.five-lines": "Toutes les lignes du budget au lieu des lignes suivies",
    "trap.simple-mean": "Moyenne simple au lieu d’une moyenne pondérée",
    "trap.not-divided": "Coefficients saisonniers non divisés par douze",
    "trap.cumulated": "Trimestres cumulés",
    "trap.both-years": "Chiffres des deux années ensemble",
    "trap.index": "Indice donné pour une évolution",
    "trap.next-objective": "Objectif de l’année suivante",
    "trap.cost-for-margin": "Coût donné pour la marge",
    "trap.result-for-margin": "Résultat donné pour la marge sur coût variable",
    "trap.open-quotes": "Devis en cours ôtés du taux de transformation",
    "trap.won-or-lost": "Devis gagnés rapportés aux seuls devis gagnés ou perdus",
    "trap.retention-base": "Fidélisation rapportée aux clients de l’année",
    "trap.dso-overdue": "Créances échues seules dans le délai de règlement",
    "trap.threshold-markup": "Charges fixes divisées par le taux de marge",
    "trap.threshold-share": "Part du seuil donnée pour l’indice de sécurité",
    "trap.target-raw": "Charges et résultat non rapportés au taux de marge",
    "trap.target-alone": "Charges fixes oubliées dans le CA à atteindre",
    "trap.mails": "Courriels comptés dans l’administratif",
    "trap.visits-only": "Visites seules comptées comme temps de vente",
    "trap.all-fixed": "Toutes les charges fixes dans le coût d’une visite",
    "trap.delivered": "Commandes livrées seules",
    "trap.var-rate": "Écart de marge pris en part de l’écart de CA",
    "trap.var-cost": "Écart de marge valorisé au coût",
    "trap.var-units": "Écart en unités, sans les valoriser",
    "trap.var-gaps": "Écarts de prix unitaires, sans les quantités",
    "trap.var-actual-mean": "Écart sur volume à la valeur moyenne réelle",
    "trap.var-actual": "Réel donné pour l’écart",
    "trap.var-no-mix": "Écart sur mix oublié dans le total",
    "trap.increase": "Supplément sur l’année partagé au lieu de l’objectif entier",
    "trap.planned-months": "Objectif cumulé au lieu des ventes",
    "trap.other-season": "Objectif partagé selon les ventes d’une seule année",
    "trap.monthly-mean": "Moyenne d’un mois donnée pour le trimestre",
    "trap.quotes-for-orders": "Devis à faire donnés pour les commandes à obtenir",
    "trap.day-by-day": "Point mort pris sur les commandes jour par jour",
    "trap.clock": "Minutes écrites comme des centièmes d’heure",
    "trap.flat-season": "Objectif partagé sans tenir compte de la saison",
    "trap.article-scope": "Chiffre de l’article pris pour celui du secteur",
    "trap.market-still": "Marché de l’année en cours pour une part à venir",
    "trap.all-offers": "Toutes les offres gardées dans l’indice",
    "trap.ratio-turned": "Notre prix divisé par celui du concurrent",
    "trap.all-reviews": "Tous les avis gardés dans la moyenne",
    "trap.verified-only": "Avis non vérifiés ôtés comme s’ils étaient fabriqués",
    "trap.severe-out": "Avis sévères ôtés comme s’ils étaient fabriqués",
    "trap.off-topic": "Avis destinés à une autre maison gardés",
    "trap.days-published": "Délai compté depuis la publication",
    "trap.days-both-ends": "Délai compté avec le jour même",
    "trap.rivals-turned": "Points de la concurrence à l’envers",
    "trap.fit-raw": "Adéquation comptée sans son coefficient",
    "trap.eco-forgotten": "Éco-contribution oubliée dans la facture",
    "trap.calendar-days": "Jours qui se suivent au lieu de jours ouvrés",
    "trap.working-days": "Jours ouvrés au lieu de jours qui se suivent",
    "trap.day-counted": "Jour de départ compté",
    "trap.second-reminder": "Délai de la seconde relance pris pour la première",
    "trap.call-delivered": "Appel compté depuis la livraison",
    "trap.visits-most": "Nombre de visites le plus haut partout",
    "trap.cap-larger": "Le plus grand des deux plafonds",
    "trap.cap-manager": "Plafond du chef des ventes",
    "trap.warranty-turned": "Valeur et coût de la garantie échangés",
    "trap.value-for-cost": "Valeur d’un geste prise pour son coût",
    "trap.cap-on-value": "Plafond appliqué à la valeur du geste",
    "trap.audit-beyond": "Geste réservé au chef des ventes",
    "trap.credit-worth": "Avoir offert quand un service répare à moindre coût",
    "trap.late-closing": "Retards comptés à la clôture",
    "trap.returned": "Règlement retourné par la banque gardé comme payé",
    "trap.overpaid-set": "Trop-perçu déduit d’autres factures",
    "trap.contested-claimed": "Facture contestée réclamée",
    "trap.not-due": "Factures non échues réclamées",
    "trap.unbilled": "Commandes non facturées oubliées dans l’encours",
    "trap.client-compensated": "Dédommagement alors que le client est en tort",
    "trap.settle-forgotten": "Geste accordé avant le règlement d’une dette ancienne",
    "trap.settle-hasty": "Règlement exigé avant trente jours de retard",
    "trap.holiday": "Jour férié compté comme ouvré",
    "trap.lost-asleep": "Compte perdu gardé parmi les dormants",
    "trap.open-orders": "Commandes en cours prises pour annulées",
    "trap.per-complaint": "Réclamations comptées au lieu des clients",
    "trap.months-story": "Mois comptés jusqu’au jour de l’histoire",
    "trap.score-potential": "Potentiel donné pour la note",
    "trap.score-undivided": "Note non divisée par douze",
    "trap.visits-least": "Nombre de visites le plus bas partout",
}

LABELS: dict[str, str] = {**CATALOGUE, **TRAPS}
"""The French name of every mistake that a mark can bear, for reports."""


def trap(name: str, value: Decimal, message: str) -> Slip:
    """Make the slip ``trap.<name>``, its message in French typography; KeyError when it is not declared."""
    identifier = f"trap.{name}"
    if identifier not in TRAPS:
        raise KeyError(f"{identifier} is not declared in TRAPS")
    return Slip(identifier, value, typeset(message))
