"""Taux de transformation: how many quotes become orders, in number or in value (F45), while some are open."""

import random
from decimal import Decimal

from ntc.calc import activity, slips
from ntc.french import count, eur, num, percent
from ntc.practice.draw import Draw, Table, wrong

TITLE = "Taux de transformation"

_HALF_A_TENTH = Decimal("0.0005")


def draw(rng: random.Random) -> Draw:
    """Draw the quotes of a quarter, won, lost and open, and ask for one rate in number or in value."""
    numbers = {"Gagnés": rng.randint(9, 30), "Perdus": rng.randint(24, 60), "En attente": rng.randint(4, 12)}
    values = {name: 1_000 * round(n * rng.uniform(3, 11)) for name, n in numbers.items()}
    by_value = rng.random() < 0.5
    made, made_value = sum(numbers.values()), sum(values.values())
    known = (numbers["Gagnés"], made, values["Gagnés"], made_value)
    part, whole = known[2:] if by_value else known[:2]
    write = eur if by_value else num
    right = activity.conversion(part, whole)
    named = slips.conversion_by_value(*known) if by_value else slips.conversion(*known)
    source = values if by_value else numbers
    return Draw(
        statement="Voici ce que sont devenus les devis émis au dernier trimestre.",
        ask=f"Quel est le taux de transformation {'en valeur' if by_value else 'en nombre'} ?",
        unit="%",
        right=right,
        tolerance=_HALF_A_TENTH,
        slips=(
            *named,
            wrong(
                "conversion-lost",
                Decimal(part) / source["Perdus"],
                "Vous avez divisé par les devis perdus : en bas se trouvent tous les devis émis.",
            ),
            wrong(
                "conversion-open",
                Decimal(part) / (whole - source["En attente"]),
                "Vous avez laissé les devis en attente de côté. C’est un autre taux, utile "
                "aussi, mais il faut "
                "le dire : le taux de transformation divise par tous les devis émis.",
            ),
        ),
        hint=(
            "En haut, ce qui est gagné ; en bas, tout ce qui a été émis, y compris ce qui attend "
            "encore ; les deux " + ("en euros." if by_value else "en nombre de devis.")
        ),
        steps=(
            f"Tout ce qui a été émis : {' + '.join(num(source[name]) for name in source)} = {write(whole)}"
            f"{'' if by_value else ' devis'}.",
            f"Ce qui est gagné : {write(part)}{'' if by_value else ' devis'}.",
            f"Des devis attendent encore une réponse ({num(numbers['En attente'])} en nombre) : le taux "
            "peut monter, dites à quelle date vous l’arrêtez.",
            f"Taux de transformation : {num(part)} ÷ {num(whole)} = {percent(right)}.",
        ),
        table=Table(
            caption="Devis émis dans le trimestre",
            head=("", "Nombre", "Montant HT"),
            rows=tuple((name, count(numbers[name], "devis", "devis"), eur(values[name])) for name in numbers),
        ),
    )
