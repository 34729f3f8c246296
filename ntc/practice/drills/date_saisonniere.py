"""Date saisonnière du point mort: on which day of a seasonal year the threshold is reached (F35)."""

import random
from calendar import monthrange
from datetime import timedelta

from ntc.calc import breakeven, slips
from ntc.french import MONTHS, SHORT_MONTHS, day_in_words, eur, num
from ntc.practice.draw import Draw, Table, wrong

TITLE = "Date saisonnière du point mort"

# Weight of each month, in hundredths of an average month.
_PROFILES = (
    ("d’un négoce de compresseurs", (80, 92, 110, 102, 94, 114, 86, 48, 116, 120, 118, 120)),
    ("d’un installateur de ventilation", (66, 74, 96, 112, 118, 124, 90, 42, 128, 132, 116, 102)),
    ("d’un fournisseur de l’agroalimentaire", (72, 78, 84, 88, 104, 132, 128, 92, 134, 118, 90, 80)),
    ("d’un dépanneur de chaufferies", (146, 138, 112, 88, 66, 52, 44, 36, 92, 126, 148, 152)),
)


def draw(rng: random.Random) -> Draw:
    """Draw a seasonal year in thousands of euros and a threshold that it reaches after spring."""
    year = rng.choice((2024, 2025))
    trade, weights = rng.choice(_PROFILES)
    average = rng.randint(40, 210)
    sales = [1000 * round(average * weight * rng.uniform(0.95, 1.05) / 100) for weight in weights]
    threshold = round(sum(sales) * rng.uniform(0.45, 0.88) / 1000) * 1000
    right, before, month_sales, days = breakeven.crossing(threshold, sales, year)
    length = monthrange(year, right.month)[1]
    month = MONTHS[right.month - 1]
    month_before = MONTHS[right.month - 2]
    return Draw(
        statement=(
            f"Voici les ventes de l’année {year} {trade}, mois par mois. Son seuil de rentabilité est de "
            f"{eur(threshold)}."
        ),
        ask="À quelle date ce seuil est-il atteint ?",
        unit="date",
        right=right,
        tolerance=0,
        slips=(
            *slips.seasonal_break_even_date(threshold, sales, year),
            wrong(
                "day-begun",
                right - timedelta(days=1),
                "Presque : le jour entamé compte. Le calcul donne un nombre de jours à virgule ; le seuil "
                "est atteint pendant le jour suivant.",
            ),
        ),
        hint=(
            "Cumulez les mois jusqu’à dépasser le seuil ; ce qui manquait au début de ce mois se "
            "répartit sur ses jours."
        ),
        steps=(
            f"Cumulez les ventes mois par mois : fin {month_before}, {eur(before)}.",
            (
                f"Le seuil est franchi en {month}, qui porte le cumul à {eur(before + month_sales)}. "
                f"Il manque {num(threshold)} − {num(before)} = {eur(threshold - before)}."
            ),
            (
                f"À l’intérieur du mois : {num(threshold - before)} ÷ {num(month_sales)} × {length} jours = "
                f"{num(days, 1)} jours."
            ),
            f"Le seuil est donc atteint au cours de la journée du {day_in_words(right)}.",
        ),
        table=Table(
            caption="Ventes HT de chaque mois, en milliers d’euros",
            head=("Mois", *SHORT_MONTHS),
            rows=(("Ventes", *(num(amount // 1000) for amount in sales)),),
        ),
        year=year,
    )
