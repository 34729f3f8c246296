"""The right answers of drills, worked out again from what the learner reads, by another method."""

import random
import re
from calendar import monthrange
from datetime import date, timedelta

import pandas as pd
import pytest

from ntc.french import MONTHS
from ntc.practice import draw as drawing
from ntc.practice import drills

SEEDS = range(150)


def test_every_drill_is_worked_out_again_by_a_test_that_bears_its_name():
    assert drills.ids()
    assert [drill for drill in drills.ids() if f"test_{drill.replace('-', '_')}" not in globals()] == []


def draws(name):
    return [drawing.new(drills.find(name).draw, random.Random(1000 + seed)) for seed in SEEDS]


def figures(text):
    """All numbers of a printed text."""
    found = re.findall(r"[0-9]+(?:\u202f[0-9]{3})*(?:,[0-9]+)?", text)
    return [float(number.replace("\u202f", "").replace(",", ".")) for number in found]


def test_marge_ou_marque():
    for draw in draws("marge-ou-marque"):
        given = figures(draw.statement.split("coûte")[1])
        if draw.unit == "€ HT":
            cost, rate = given
            assert float(draw.right) == pytest.approx(cost * 100 / (100 - rate), abs=0.006)
        else:
            cost, price = given
            divisor = price if "marque" in draw.ask else cost
            assert float(draw.right) == pytest.approx((price - cost) / divisor)


def test_seuil_en_quantite():
    for draw in draws("seuil-en-quantite"):
        fixed, price, cost = figures(draw.statement)
        sold, result = 0, -fixed
        while result < 0:
            sold, result = sold + 1, result + price - cost
        assert draw.right == sold


def test_date_saisonniere():
    """Walking day by day."""
    for draw in draws("date-saisonniere"):
        threshold = figures(draw.statement)[-1]
        months = [1000 * figures(cell)[0] for cell in draw.table.rows[0][1:]]
        day, reached = date(draw.year, 1, 1), 0.0
        while True:
            reached += months[day.month - 1] / monthrange(day.year, day.month)[1]
            if reached >= threshold - 1e-6:
                break
            day += timedelta(days=1)
        assert draw.right == day


def test_effet_prix_ou_mix():
    """Volume, mix and price close on the difference."""
    seen = set()
    for draw in draws("effet-prix-ou-mix"):
        rows = [[figures(cell)[0] for cell in row[1:]] for row in draw.table.rows]
        planned = sum(q * p for q, p, _, _ in rows)
        average = planned / sum(row[0] for row in rows)
        sold = sum(row[2] for row in rows)
        steps = {
            "volume": (sold - sum(row[0] for row in rows)) * average,
            "prix": sum(q * p for _, _, q, p in rows) - sum(row[2] * row[1] for row in rows),
        }
        steps["mix"] = sum(q * p for _, _, q, p in rows) - planned - steps["volume"] - steps["prix"]
        kind = re.search(r"écart sur (\w+)", draw.ask)[1]
        seen.add(kind)
        assert float(draw.right) == pytest.approx(steps[kind])
    assert seen == {"volume", "prix", "mix"}


def test_reste_a_faire():
    names = ["juillet", "août", "septembre", "octobre"]
    for draw in draws("reste-a-faire"):
        objective, actual = figures(draw.statement)
        if draw.unit == "%":
            assert float(draw.right) == pytest.approx(actual / objective)
        else:
            (month,) = [7 + i for i, name in enumerate(names) if name in draw.statement]
            assert float(draw.right) * (12 - month) + actual == pytest.approx(objective)


def test_evolution():
    """By the coefficient that leads from the start to the end."""
    for draw in draws("evolution"):
        if "deux ans" in draw.ask:
            signs = [-1 if sign == "\u2212" else 1 for sign in re.findall(r"[+\u2212](?=\d)", draw.statement)]
            first, second = (
                1 + sign * size / 100 for sign, size in zip(signs, figures(draw.statement), strict=True)
            )
            coefficient = first * second
        else:
            before, after = [figure for figure in figures(draw.statement) if figure][:2]
            coefficient = after / before
        assert float(draw.right) == pytest.approx(coefficient - 1)


def test_transformation():
    for draw in draws("transformation"):
        column = 2 if "valeur" in draw.ask else 1
        won, lost, waiting = (figures(row[column])[0] for row in draw.table.rows)
        assert 1 / float(draw.right) == pytest.approx((won + lost + waiting) / won)


def test_fidelisation():
    for draw in draws("fidelisation"):
        previous, served, new = figures(draw.statement)
        gone = (previous - served + new) / previous
        assert float(draw.right) == pytest.approx(gone if "attrition" in draw.ask else 1 - gone)


def test_delai_de_reglement():
    """How many times a day of sales, twelve months of thirty days, goes into what is owed."""
    for draw in draws("delai-de-reglement"):
        sales, vat, owed = figures(draw.statement)
        a_day = sales * (100 + vat) / 100 / 12 / 30
        assert float(draw.right) == pytest.approx(owed / a_day)


def test_portefeuille():
    for draw in draws("portefeuille"):
        rows = [[figures(cell)[0] for cell in row[1:]] for row in draw.table.rows]
        assert sum(days > 60 for _, _, days in rows) == 1
        assert float(draw.right) == pytest.approx(sum(a * c / 100 for a, c, days in rows if days <= 60))


def test_seuil_en_ca():
    """At the right CA, what is left after all costs is the result that is wanted, or nothing."""
    for draw in draws("seuil-en-ca"):
        sales, variable, fixed, *wanted = figures(draw.statement)
        left = float(draw.right) * (1 - variable / sales) - fixed
        assert left == pytest.approx(sum(wanted), abs=0.01)


def test_symptome_ou_cause():
    """The correction sorts three sentences under their heads; the fourth is an impression."""
    heads = {"symptom": "Ce que l’on voit", "cause": "Ce qui l’a produit", "proof": "Cela se vérifie"}
    seen = set()
    for draw in draws("symptome-ou-cause"):
        said = draw.statement.split("«\u00a0")[1]
        shown = " ".join(draw.steps[:2])
        place = shown.find(said)
        kind = "opinion"
        if place >= 0:
            kind = max((shown.rfind(head, 0, place), kind) for kind, head in heads.items())[1]
        assert draw.right == kind
        seen.add(kind)
    assert seen == {*heads, "opinion"}


def test_revue_de_secteur():
    """One answer has what its question wants: rates worked out again, a document, a day, a yes or no."""
    wanted = {
        "où en est-on": None,
        "pourquoi": re.compile(r"registre|tarifs|base|planning|fiches|agenda", re.IGNORECASE),
        "que faites-vous lundi": re.compile(r"J’appelle .* vendredi"),
        "que vous faut-il": re.compile(r"avant vendredi.*Oui ou non"),
    }
    seen, places = set(), set()
    for draw in draws("revue-de-secteur"):
        question = next(one for one in wanted if draw.statement.endswith(f"{one}\u202f?"))
        if question == "où en est-on":
            target, _, done, before, _ = figures(draw.statement)
            share, missing, growth = 100 * done / target, target - done, 100 * (done - before) / before
            shows = [
                key
                for key, said in draw.options
                if figures(said) == pytest.approx([share, missing, growth], abs=0.051)
            ]
        else:
            shows = [key for key, said in draw.options if wanted[question].search(said)]
        assert shows == [draw.right]
        assert len(draw.slips) == len(draw.options) - 1 == 3
        seen.add(question)
        places.add(draw.right)
    assert seen == set(wanted)
    assert len(places) == 4


def test_quelle_source():
    """One source costs nothing, is not ours and repeats nobody: the others are told by what they do."""
    repeats = re.compile(r"article|fil d’un|rumeur|page d’un|blog")
    places = set()
    for draw in draws("quelle-source"):
        free = [key for key, said in draw.options if "gratuit" in said and not repeats.search(said)]
        assert free == [draw.right]
        assert len([said for _, said in draw.options if "€" in said]) == 1
        places.add([key for key, _ in draw.options].index(draw.right))
    assert places == {0, 1, 2, 3}


def test_fait_opinion_ou_a_verifier():
    """The correction quotes the three sentences, each under its own head."""
    seen = set()
    for draw in draws("fait-opinion-ou-a-verifier"):
        said = draw.statement.split("«\u00a0")[1].removesuffix("\u00a0»")
        shown = " ".join(draw.steps[:2])
        heads = {"fact": "ceci se contrôle", "check": "rien n’est donné", "opinion": "ceci juge"}
        kind = max((shown.rfind(head, 0, shown.find(said)), kind) for kind, head in heads.items())[1]
        assert draw.right == kind
        seen.add(kind)
    assert seen == {"fact", "check", "opinion"}


def test_swot_eclair():
    """Who acts, and what shows it: a register of the house, a rival's letter, a rumour."""
    tells = {
        "F": r"relevé d’atelier|habilités",
        "Fa": r"sans réponse|une seule usine",
        "O": r"oblige \d+ quais|ferme",
        "M": r"bâtir|monteurs de plus",
        "out": r"Il se dit|tout le métier",
    }
    seen = set()
    for draw in draws("swot-eclair"):
        card = draw.statement.split("«\u00a0")[1]
        assert [place for place, said in tells.items() if re.search(said, card)] == [draw.right]
        seen.add(draw.right)
    assert seen == set(tells)


def test_vrai_ou_faux_avis():
    """The mean of what tells a day: shams tell none, and a review of another house tells another trade."""
    day = re.compile(r"le [0-9]+ |du [0-9]+ |Dépannage le")
    for draw in draws("vrai-ou-faux-avis"):
        kept = [int(stars) for text, _, stars, _, _ in draw.table.rows if day.search(text)]
        shams = [row for row in draw.table.rows if "novembre" in row[1] and row[4] == "1"]
        assert len(draw.table.rows) == 8
        assert len(kept) == 4
        assert len(shams) == 3
        assert float(draw.right) == pytest.approx(sum(kept) / 4)
        assert any(row[3] == "non" and day.search(row[0]) for row in draw.table.rows)


def test_au_meme_champ():
    """A scope by what each department brings, a rate by walking it, an index and a volume by products."""
    seen = set()
    for draw in draws("au-meme-champ"):
        given, right = figures(draw.statement), float(draw.right)
        if "syndicat" in draw.statement:
            first, second, ours, theirs, goods = given
            assert right * goods == pytest.approx(first * ours + second * theirs, rel=1e-6)
            kind = "scope"
        elif "champ" in draw.statement:
            first, start, last, end = given
            walked = first
            for _ in range(int(end - start)):
                walked *= 1 + right
            assert walked == pytest.approx(last)
            kind = "cagr"
        elif "base 100" in draw.statement:
            _, _, before, after = given
            assert before * (1 + right) == pytest.approx(after)
            kind = "index"
        else:
            signs = [-1 if sign == "\u2212" else 1 for sign in re.findall(r"[+\u2212](?=\d)", draw.statement)]
            value, prices = (sign * size / 100 for sign, size in zip(signs, given, strict=True))
            assert (1 + right) * (1 + prices) == pytest.approx(1 + value)
            assert abs(right - (value - prices)) < float(draw.tolerance)
            kind = "volume"
        seen.add(kind)
    assert seen == {"scope", "cagr", "index", "volume"}


def test_classer_un_client():
    """Taking clients one by one, the largest left each time, until the one that is asked."""
    places = set()
    for draw in draws("classer-un-client"):
        left = {name: figures(amount)[0] for name, amount in draw.table.rows}
        asked = draw.ask.split("client\u00a0: ")[1].removesuffix("\u202f?")
        total, taken = sum(left.values()), 0.0
        while (largest := max(left, key=left.get)) != asked:
            taken += left.pop(largest)
        place = 100 * taken / total
        assert draw.right == ("A" if place < 80 else "B" if place < 95 else "C")
        places.add(draw.right)
    assert places == {"A", "B", "C"}


def test_remonter_l_entonnoir():
    """The least whole number of each stage that gives what the stage before wants."""
    for draw in draws("remonter-l-entonnoir"):
        wanted, won, by_value, met, reached = figures(draw.statement)
        assert by_value < won
        for rate in (won, met, reached):
            stage = 0
            while stage * rate < 100 * wanted:
                stage += 1
            wanted = stage
        assert draw.right == wanted


def test_l_etape_suivante():
    """Walking every way through the three doors, minute by minute, from the page alone."""

    def minute(text):
        hours, _, minutes = text.replace("\u00a0", " ").partition(" h")
        return 60 * int(hours) + int(minutes or 0)

    for draw in draws("l-etape-suivante"):
        now = minute(re.search(r"Il est ([0-9]+.h(?:.[0-9]{2})?)", draw.statement)[1])
        doors = {
            name: (int(way.split()[0]), minute(opens), minute(closes))
            for name, way, opens, closes, _ in draw.table.rows
        }
        ways = {
            frozenset((one, other)): int(length)
            for one, other, length in re.findall(
                r"Entre ([^.:]+?) et ([^.:]+?)\u00a0: ([0-9]+).minutes", draw.statement
            )
        }

        def seen(at, here, left, *, doors=doors, ways=ways):
            if not left:
                return True
            for name in left:
                way = ways[frozenset((here, name))] if here else doors[name][0]
                if at + way <= doors[name][2] and seen(
                    max(at + way, doors[name][1]) + 30, name, left - {name}
                ):
                    return True
            return False

        firsts = [
            name
            for name, (way, opens, closes) in doors.items()
            if now + way <= closes and seen(max(now + way, opens) + 30, name, doors.keys() - {name})
        ]
        assert firsts == [draw.right]


def test_objectif_ou_voeu():
    """What engages to nothing, told by its words."""
    vague = {
        "S": r"un peu partout|ici ou là|auprès des gens|en clientèle",
        "M": r"développer les|mieux faire|aller chercher|accroître",
        "A": r"sans y passer|sans budget|déjà pleine",
        "R": r"les autres le font|que cela bouge|il faut bien",
        "T": r"dès que possible|bientôt|meilleurs délais",
    }
    seen = set()
    for draw in draws("objectif-ou-voeu"):
        lacks = [letter for letter, said in vague.items() if re.search(said, draw.statement, re.IGNORECASE)]
        assert lacks == ([] if draw.right == "none" else [draw.right])
        seen.add(draw.right)
    assert seen == {*vague, "none"}


def test_echeance_et_priorite():
    """A calendar walked with pandas, or the words of the task."""
    tells = {
        "now": r"attend depuis ce matin|pour ce soir",
        "plan": r"Préparer|inconnus",
        "hand": r"livreur|péage",
        "drop": r"brochures|sondage",
    }
    lengths = {"dix": 10, "cinq": 5, "vingt-huit": 28, "sept": 7}
    months = {"janvier": 1, "février": 2, "mars": 3}
    seen = set()
    for draw in draws("echeance-et-priorite"):
        if draw.unit == "date":
            day, month = re.search(
                r"([0-9]+|1er)\u00a0(janvier|février|mars)\u00a02026", draw.statement
            ).groups()
            start = pd.Timestamp(2026, months[month], 1 if day == "1er" else int(day))
            many = next(
                length for word, length in lengths.items() if re.search(rf"\b{word} jours", draw.statement)
            )
            step = pd.offsets.BDay(many) if "ouvrés" in draw.statement else pd.Timedelta(days=many)
            assert pd.Timestamp(draw.right) == start + step
            seen.add(many)
        else:
            assert [box for box, said in tells.items() if re.search(said, draw.statement)] == [draw.right]
            seen.add(draw.right)
    assert seen == {*tells, *lengths.values()}


def test_dormant_ou_non():
    """From the table alone: the last line that is delivered and is no renewal; then whole years."""
    seen = set()
    for draw in draws("dormant-ou-non"):
        kept = [
            date(int(day[6:]), int(day[3:5]), int(day[:2]))
            for day, origin, state in draw.table.rows
            if state == "livrée" and "reconduction" not in origin
        ]
        assert len(kept) == 4
        state = {2025: "active", 2024: "asleep"}.get(max(kept).year, "lost")
        assert draw.right == (state if draw.options else max(kept))
        seen.add(draw.right if draw.options else "date")
    assert seen == {"date", "active", "asleep", "lost"}


def test_echeance_et_retard():
    """Walking day by day from the issue, or from the end of its month."""
    seen = set()
    for draw in draws("echeance-et-retard"):
        issued, *today = map(french_date, DATE.findall(draw.statement))
        start = issued
        if "fin du mois" in draw.statement:
            while (start + timedelta(days=1)).month == start.month:
                start += timedelta(days=1)
        due = start + timedelta(days=45 if "45" in draw.statement else 30)
        if draw.unit == "date":
            assert draw.right == due
        else:
            late = (today[0] - due).days
            letter = "none" if late < 8 else "first" if late < 21 else "second" if late < 46 else "notice"
            assert draw.right == (letter if draw.options else late)
        seen.add(draw.right if draw.options else draw.unit)
    assert seen == {"date", "jours", "none", "first", "second", "notice"}


DATE = re.compile(r"(\d+)(?:er)?\u00a0(\w+)\u00a0(\d{4})")


def french_date(found):
    day, month, year = found
    return date(int(year), MONTHS.index(month) + 1, int(day))


def test_geste_suffisant():
    """Every one of the 31 sets is tried, from the table as it is shown."""
    for draw in draws("geste-suffisant"):
        order, harm, rate, most = figures(draw.statement)
        menu = [tuple(figures(cell)[0] for cell in row[1:]) for row in draw.table.rows]
        fitting = []
        for mask in range(1, 2 ** len(menu)):
            taken = [menu[place] for place in range(len(menu)) if mask >> place & 1]
            value, cost = (sum(column) for column in zip(*taken, strict=True))
            if value >= harm and cost <= min(order * rate / 100, most):
                fitting.append(cost)
        assert float(draw.right) == min(fitting)


def test_quel_canal():
    """What bars the way comes first, whatever follows; then the road and what the account buys."""
    first = {
        "none": r"sollicitée|refus au bas|40\smois",
        "call": r"jours de retard|réclamation est close|vraie commande a",
        "mail": r"Rien ne presse",
    }
    seen = set()
    for draw in draws("quel-canal"):
        found = [key for key, told in first.items() if re.search(told, draw.statement)]
        if not found:
            km = float(re.search(r"à (\d+)\skm", draw.statement)[1])
            bought = figures(draw.statement.split("achète pour")[1])[0]
            found = ["video" if km > 60 or bought < 3000 else "visit"]
        assert found == [draw.right]
        seen.add(draw.right)
    assert seen == {"none", "call", "mail", "visit", "video"}


def test_phrase_a_reprendre():
    """Each fault by the words that show it; a rewrite holds when it names no fault and promises nothing."""
    tells = {
        "promise": r"à notre charge|garantis que cela|L’avoir partira ce soir|sera changée, même",
        "blame": r"auriez dû|Mon collègue|tout cassé|manifestement pas",
        "jargon": r"\bDI\b|delta P|périmètre|process",
        "threat": r"couperons|avocats|raccroche|garantie saute",
        "vague": r"au mieux|On revient|services concernés|N’hésitez pas",
    }
    bad = re.compile(
        r"promis|garantis|certain|sans faute|faute|oubli|auriez|remboursé|prochain|soyez-en|rassurez|Croyez"
    )
    seen = set()
    for draw in draws("phrase-a-reprendre"):
        said = draw.statement.split("«\u00a0")[1]
        (fault,) = [key for key, told in tells.items() if re.search(told, said)]
        if draw.right == "better":
            assert not bad.search(dict(draw.options)["better"])
            assert dict(draw.options)["better"] in draw.steps[-1]
        else:
            assert draw.right == fault
        seen.add(fault)
    assert seen == set(tells)


def test_au_standard():
    """The one reply that asks a question, lies about nothing and sells nothing."""
    told = r"moitié|démonstration|se règlent|imbattable|équipe déjà|semaine dernière|mon dossier|favorable"
    seen = set()
    for draw in draws("au-standard"):
        asking = [
            key
            for key, said in draw.options
            if said.endswith("?") and not re.search(told, said) and "sa demande" not in said
        ]
        assert asking == [draw.right]
        seen.add([key for key, _ in draw.options].index(draw.right))
    assert seen == {0, 1, 2, 3}


def test_vingt_mots():
    """What speaks to « vous » or of hands spared, in twenty words at most; a boast speaks of us."""
    seen = set()
    for draw in draws("vingt-mots"):
        short = [(key, said) for key, said in draw.options if len(said.split()) <= 20]
        assert len(short) == 3
        gains = [
            key
            for key, said in short
            if re.search(r"[Vv]ous (allumez|ne)|[Vv]os |ne vous|Moins de", said)
            and not re.search(r"notre|nous|meilleurs", said)
        ]
        assert gains == [draw.right]
        seen.add([key for key, _ in draw.options].index(draw.right))
    assert seen == {0, 1, 2, 3}


def test_j_appelle_maintenant():
    """The record first, then the rule of the house, then the hours of the trade, in minutes of the day."""
    seen = set()
    for draw in draws("j-appelle-maintenant"):
        clock = [
            60 * int(hour) + int(minute or 0)
            for hour, minute in re.findall(r"(\d+)\sh(?:\s(\d\d))?", draw.statement)
        ]
        opens, closes, opens_again, closes_again, now = clock
        if re.search(r"sollicitée|opposition|retirez-moi", draw.statement):
            right = "never"
        elif re.search(r"écri[tv]|écrire", draw.statement):
            right = "channel"
        else:
            answers = opens <= now < closes or opens_again <= now < closes_again
            forbidden = 720 <= now < 840 or ("vendredi" in draw.statement and now >= 960)
            right = "now" if answers and not forbidden else "later"
        assert right == draw.right
        seen.add(draw.right)
    assert seen == {"now", "later", "channel", "never"}


def test_chaud_ou_froid():
    """The points counted again on the words: a date, a budget, who signs."""
    seen = set()
    for draw in draws("chaud-ou-froid"):
        if re.search(r"à la maison|étudiant|vends des toitures", draw.statement):
            right = "out"
        else:
            months = re.search(r"dans (\d+)\smois", draw.statement)
            points = 2 if months and int(months[1]) <= 3 else 0
            points += "avons prévu" in draw.statement
            points += bool(re.search(r"signe moi-même|c’est moi|tranche seule", draw.statement))
            right = "hot" if points >= 3 else "warm" if points else "cold"
        assert right == draw.right
        seen.add(draw.right)
    assert seen == {"hot", "warm", "cold", "out"}


def test_puis_je_ecrire():
    """Who said no is left alone; who has an address at work may be written to about that work."""
    private = r"montagne|chien|club de sport|jardin"
    seen = set()
    for draw in draws("puis-je-ecrire"):
        if re.search(r"« stop »|ne plus rien recevoir|liste de refus".replace(" ", r"\s"), draw.statement):
            right = "no"
        elif re.search(private, draw.statement):
            right = "consent"
        else:
            right = "yes"
        assert right == draw.right
        seen.add(draw.right)
    assert seen == {"yes", "consent", "no"}


def test_question_ouverte():
    """By its words: « et » joins two, « jamais » accuses, « non » or « d’accord » holds the answer."""

    def nature(said):
        if re.search(r"jamais|avez-vous pu", said):
            return "accusing"
        if re.search(r"\bnon\s\?|d’accord", said):
            return "leading"
        if ", et " in said:
            return "double"
        return "open" if re.match(r"Comment|Qu’est-ce qui|Racontez", said) else "closed"

    seen = set()
    for draw in draws("question-ouverte"):
        said = re.search(r"«\s(.+?)\s»", draw.statement)[1]
        if len(draw.options) == 5:
            right = nature(said)
        else:
            right = next(key for key, wording in draw.options if nature(wording) == "open")
            assert nature(said) not in ("open", *(nature(wording) for _, wording in draw.options))
        assert right == draw.right
        seen.add((right, len(draw.options)))
    assert {kind for kind, _ in seen} == {"open", "closed", "leading", "double", "accusing"}
    assert {size for _, size in seen} == {3, 5}


def test_spin_eclair():
    """What a nuisance leads to is told by somebody who waits, pays, throws away or is late."""
    follows = r"jeter|retard|avis|paie|ne partent|remplacés|attendent"
    seen = set()
    for draw in draws("spin-eclair"):
        assert [key for key, said in draw.options if re.search(follows, said)] == [draw.right]
        seen.add([key for key, _ in draw.options].index(draw.right))
    assert seen == {0, 1, 2, 3}


def test_le_besoin_d_air():
    """From the rows as they are read; each machine is told with its flow."""
    seen = set()
    for draw in draws("le-besoin-d-air"):
        leaks, reserve = figures(draw.statement)
        rows = [[figures(cell)[0] for cell in row[1:]] for row in draw.table.rows]
        need = sum(n * flow * use / 100 for n, flow, use in rows) * (100 + leaks) * (100 + reserve) / 10_000
        if draw.unit:
            assert float(draw.right) == pytest.approx(need)
        else:
            flows = {key: figures(label)[1] for key, label in draw.options}
            covering = [key for key, flow in flows.items() if flow >= need]
            assert min(covering, key=flows.get) == draw.right
        seen.add(bool(draw.unit))
    assert seen == {True, False}


def test_le_bon_air_au_bon_poste():
    """The water first, then the oil; a dryer by the two factors that are told."""
    seen = set()
    for draw in draws("le-bon-air-au-bon-poste"):
        if draw.unit:
            flow, _, inlet, _, room = figures(draw.statement)
            assert float(draw.right) == pytest.approx(flow / (inlet * room))
        else:
            _, water, oil = re.search(r"\[(.):(.):(.)\]", draw.statement).groups()
            right = {"–": "separator", "2": "pure"}.get(water) or ("fine" if oil == "1" else "general")
            assert right == draw.right
        seen.add(draw.unit or draw.right)
    assert seen == {"m³/min", "separator", "general", "fine", "pure"}


def test_plancher_remise_acompte():
    """Three questions: the discount that leaves the floor, or the authority; a cascade; a part of the TTC."""
    seen = set()
    for draw in draws("plancher-remise-acompte"):
        given = figures(draw.statement)
        if draw.unit == "%":
            (cost, price, floor), authority = given, 8
            assert "huit pour cent" in draw.statement
            kept = [
                rate for rate in range(0, 10001) if price * (1 - rate / 10000) * (1 - floor / 100) >= cost
            ]
            assert float(draw.right) * 10000 == pytest.approx(min(max(kept), authority * 100), abs=1.01)
            seen.add(("%", float(draw.right) * 100 < authority))
        elif draw.unit == "€ HT":
            price, tier, offered = given
            left = price - price * tier / 100
            assert float(draw.right) == pytest.approx(left - left * offered / 100, abs=0.011)
            seen.add("net")
        else:
            price, other, rate, part = given
            assert (rate, part) == (20, 30)
            assert float(draw.right) == pytest.approx((price + other) * 0.36, abs=0.006)
            seen.add("deposit")
    assert seen == {("%", True), ("%", False), "net", "deposit"}


def test_le_maillon_manquant():
    """A proof is something that is seen, read or counted; an advantage is neither the thing nor a boast."""
    evidence = r"relevé|essayée|sonomètre|comptées|comparés|chronométrée"
    boast = r"réputé|Tous les|plus vendus|préféré|Rien ne|tout le monde"
    seen = set()
    for draw in draws("le-maillon-manquant"):
        options = dict(draw.options)
        proof = "la preuve" in draw.ask
        if proof:
            found = [key for key, text in options.items() if re.search(evidence, text)]
        else:
            feature = re.search(r"Caractéristique\s: (.*?)\. Preuve", draw.statement)[1]
            assert feature
            heavy = r"deux étages de cuisson|guidon|laine de|tiroirs garnis|hygrométrie|sans serrure"
            stray = r"facture de gaz|un jour plus tôt|ménage du soir|carrosseries|livraisons|pneus"
            others = re.compile(f"{boast}|{heavy}|{stray}", re.IGNORECASE)
            found = [key for key, text in options.items() if not others.search(text)]
        assert found == [draw.right]
        seen.add((proof, [key for key, _ in draw.options].index(draw.right)))
    assert len(seen) == 8


def test_l_oreille_soncas():
    """The motive heard again, by what is feared or looked for, not by the word that misleads."""
    heard = {
        "security": r"surprise|par écrit",
        "pride": r"qu’ils la regardent|qu’on le sache",
        "novelty": r"avant les autres|inédit",
        "comfort": r"mes bras|s’allume seule",
        "money": r"par mois|la dépense",
        "liking": r"Votre père|pompé",
    }
    seen = set()
    for draw in draws("l-oreille-soncas"):
        found = [key for key, words in heard.items() if re.search(words, draw.statement)]
        assert found == [draw.right]
        seen.add(draw.right)
    assert seen == set(heard)


def test_l_objection_du_jour():
    """What went wrong is told; what one sees against what is said is dug into; the rest is answered."""
    seen = set()
    for draw in draws("l-objection-du-jour"):
        if re.search(r"plantés|personne n’est venu|en panne", draw.statement):
            right = "real-listen"
        elif re.search(r"camion neuf|café coule|vient de dire oui|caler la table", draw.statement):
            right = "sham-dig"
        else:
            right = "real-answer"
        assert right == draw.right
        seen.add(right)
    assert seen == {"real-listen", "sham-dig", "real-answer"}


def test_signal_ou_pas():
    """What looks beyond the purchase; a brake that is named; a door that closes; else a mere fact."""
    tells = {
        "signal": r"règlement|dis oui|formerait|reprendriez|pousser|redire|en cas de panne",
        "objection": r"en tête|pannes en|de moins que|me fait peur|serez loin|de plus que le mien",
        "exit": r"tête reposée|rappellerons|reparle|Merci de votre|y réfléchir|on verra",
    }
    seen = set()
    for draw in draws("signal-ou-pas"):
        said = draw.statement.split("est donné")[1]
        found = [kind for kind, words in tells.items() if re.search(words, said)] or ["information"]
        assert found == [draw.right]
        seen.add(draw.right)
    assert seen == {"signal", "information", "objection", "exit"}


def test_combien_cela_coute():
    """A discount, or what a gift costs, as a part of the margin; a month of interest on the sum with VAT."""
    seen = set()
    for draw in draws("combien-cela-coute"):
        cost, price, *rest = figures(draw.statement)
        if "remise" in draw.statement:
            kind, right, near = "discount", price * rest[0] / 100 / (price - cost), 0.0005
        elif "offrez" in draw.statement:
            kind, right, near = "gift", min(rest) / (price - cost), 0.0005
        else:
            kind, right, near = "month", price * 1.2 * rest[-1] / 100 * 30 / 365, 0.5
        assert float(draw.right) == pytest.approx(right, abs=near)
        seen.add(kind)
    assert seen == {"discount", "gift", "month"}
