"""Where the customers are, and what they do: towns and segments (the same in every variant)."""

from decimal import Decimal

from generator.world import World

_TOWNS = """
44 Nantes 47.218 -1.554|Carquefou 47.297 -1.491|Saint-Herblain 47.212 -1.651|Saint-Nazaire 47.273 -2.214|Châteaubriant 47.717 -1.376|Ancenis 47.367 -1.178|Clisson 47.087 -1.282|Blain 47.476 -1.764|Pontchâteau 47.437 -2.088|Pornic 47.116 -2.102|Nort-sur-Erdre 47.438 -1.498|Savenay 47.361 -1.942
35 Rennes 48.114 -1.680|Vitré 48.124 -1.215|Fougères 48.352 -1.199|Redon 47.651 -2.084|Saint-Malo 48.649 -2.026|Bain-de-Bretagne 47.842 -1.681|Janzé 47.960 -1.499|Montfort-sur-Meu 48.138 -1.955|Cesson-Sévigné 48.121 -1.603|La Guerche-de-Bretagne 47.940 -1.231|Combourg 48.411 -1.750
56 Vannes 47.658 -2.760|Lorient 47.748 -3.366|Ploërmel 47.932 -2.398|Pontivy 48.068 -2.963|Auray 47.667 -2.983|Questembert 47.662 -2.453|Locminé 47.886 -2.834
49 Angers 47.473 -0.555|Cholet 47.060 -0.879|Segré 47.686 -0.871|Saumur 47.259 -0.077|Beaupréau 47.202 -0.990|Candé 47.561 -1.035
53 Laval 48.071 -0.770|Mayenne 48.303 -0.615|Château-Gontier 47.829 -0.703|Craon 47.848 -0.951|Ernée 48.297 -0.934|Évron 48.155 -0.402
72 Le Mans 48.006 0.199|Sablé-sur-Sarthe 47.839 -0.334|La Flèche 47.699 -0.076
85 La Roche-sur-Yon 46.670 -1.426|Les Herbiers 46.870 -1.013|Challans 46.846 -1.878|Montaigu 46.979 -1.310|Fontenay-le-Comte 46.466 -0.806|Les Sables-d'Olonne 46.496 -1.783
29 Brest 48.390 -4.486|Quimper 47.996 -4.098|Morlaix 48.578 -3.828|Concarneau 47.875 -3.918|Landerneau 48.451 -4.248
22 Saint-Brieuc 48.514 -2.765|Lamballe 48.468 -2.516|Loudéac 48.178 -2.754|Guingamp 48.562 -3.151|Dinan 48.454 -2.047|Lannion 48.732 -3.459
"""  # noqa: E501
_HOME = frozenset(
    "Rennes|Cesson-Sévigné|Vitré|Fougères|Redon|Bain-de-Bretagne|Janzé|La Guerche-de-Bretagne|Montfort-sur-Meu"
    "|Vannes|Ploërmel|Questembert|Angers|Cholet|Segré|Beaupréau|Candé|Laval|Château-Gontier|Craon".split("|")
)
_SECTOR = {
    "44": "S2",
    "35": "S1",
    "56": "S1",
    "29": "S1",
    "22": "S1",
    "49": "S3",
    "53": "S3",
    "72": "S3",
    "85": "S4",
}

# naf | label | share of the clients % | need | windows | m³/min and € of potential per employee
_SEGMENTS = """
10.51C, 10.13A, 10.71A|agroalimentaire|18|air très propre, marche 24 h sur 24|08:30-11:00|0.045|310
16.23Z, 31.09B|bois et meuble|12|air comprimé et dépoussiérage|07:45-09:00 16:30-17:45|0.060|240
25.11Z, 25.62B|métal et mécanique|17|air comprimé et fumées de soudage|08:00-11:30|0.055|260
25.61Z|traitement de surface|5|air sec et extraction|08:00-11:30|0.070|340
22.22Z, 22.29A|plasturgie|10|débit élevé et récupération de chaleur|08:30-11:45 14:00-16:00|0.090|420
30.12Z|nautisme|5|extraction du styrène, activité saisonnière|09:00-11:30|0.040|190
28.30Z|machines agricoles|6|air comprimé d'atelier|08:00-11:30|0.050|230
45.20A, 45.20B|garages et carrosseries|14|petit débit, prix décisif|09:30-11:30 14:00-16:00|0.035|150
18.12Z|imprimerie|4|air régulier|09:00-11:30|0.030|180
21.20Z|pharmacie|2|air de classe 1, dossiers de qualification|09:00-11:30|0.065|520
38.32Z|recyclage|3|poussières|08:00-11:00|0.050|270
84.11Z, 86.10Z|public|4|appels d'offres, paiement à 30 jours|09:00-11:30 14:00-16:30|0.010|60
"""


def build(world: World) -> None:
    """Add the tables towns and segments."""
    world.add("towns", _towns())
    world.add("segments", _segments())


def _towns() -> list[dict]:
    rows = []
    for line in _TOWNS.strip().splitlines():
        dept, places = line.split(" ", 1)
        for place in places.split("|"):
            name, lat, lon = place.rsplit(" ", 2)
            row = {"town_id": f"V{len(rows) + 1:02d}", "name": name, "dept": dept}
            sector = "S2" if name in _HOME else _SECTOR[dept]
            rows.append(row | {"lat": Decimal(lat), "lon": Decimal(lon), "sector": sector})
    return rows


def _segments() -> list[dict]:
    rows = []
    for number, line in enumerate(_SEGMENTS.strip().splitlines(), start=1):
        naf, label, share, need, windows, airflow, potential = line.split("|")
        hours = [hour for window in windows.split() for hour in window.split("-")]
        hours += [None] * (4 - len(hours))
        rows.append(
            {
                "seg_id": f"SEG{number:02d}",
                "naf": naf,
                "label": label,
                "need": need,
                "client_share_pct": Decimal(share),
                **dict(zip(("call_from", "call_to", "call_from2", "call_to2"), hours, strict=True)),
                "airflow_per_employee": Decimal(airflow),
                "potential_per_employee": Decimal(potential),
            }
        )
    return rows
