"""The quote builder: what it understands, what it tells, the devis that it prints; the desk of a case."""

from datetime import date
from decimal import Decimal

import pytest

from ntc.case import VARIANTS, load
from ntc.fields import Blank, Unreadable
from ntc.instruments.devis import Client
from ntc.instruments.quote import QuoteBuilder
from ntc.instruments.quote_desk import SAMPLE, Desk, quote_desk

ID = "cp4-causes"
TERMS = {"tier": "none", "schedule": "stages", "due": "30", "validity": "30"}
# The station of a joinery, at list price (joinery.md §9, variant 00 of its first draw).
STATION = {
    "GVV-22": 1, "SF-70": 1, "CU-900": 1, "FP-70": 1, "FH-40": 1, "SEP-40": 1, "TOU-40": 1, "MES-1": 1,
    "RES-40": 18, "PIQ": 8, "MO-H": 14, "DPL-1": 1,
}  # fmt: skip


@pytest.fixture
def field():
    return QuoteBuilder(ID, SAMPLE)


@pytest.fixture(scope="module")
def desk():
    client = Client("Menuiserie Essai", "Blain", "Mme Essai, associée", first=True)
    return quote_desk(load("00"), client, number="D-1", on=date(2026, 1, 29), station=True)


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def typed(**lines):
    return {sku.replace("_", "-"): {"qty": qty} for sku, qty in lines.items()}


def test_what_is_to_be_said_is_told_until_it_is(field):
    assert (
        plain(field.feedback({"terms": {"tier": "Or"}}).message) == "Il reste à choisir les lignes du devis."
    )
    told = field.feedback({"M-22": {}, "terms": {"tier": "Or", "due": "30", "validity": "30"}})
    assert told.state == "partial"
    assert plain(told.message) == (
        "Il reste à dire : la quantité de « Machine <b>22</b> kW » et « Échéancier »."
    )


def test_each_line_says_what_it_comes_to_and_which_rule_refuses_it(field):
    told = field.feedback({"T-7": {"qty": "2", "off": "4"}, "M-30": {"qty": "1", "off": "12 %"}})
    # 2 × 4 150 less 4 %: 7 968, which cost 5 340; 19 900 less 12 %: 17 512, 13 900.
    assert plain(told.cells["T-7"]["line"]["echo"]) == "7 968,00 € net · remise 4 % · marque 33,0 %"
    assert plain(told.cells["M-30"]["line"]["echo"]) == "17 512,00 € net · remise 12 % · marque 20,6 %"
    assert [told.cells[one]["line"]["message"] for one in ("T-7", "M-30")] == ["", "refusée\u00a0: R02, R03"]
    assert plain(told.cells["totals"]["Total HT"]["echo"]) == "25 492,40 €"
    assert plain(told.echo).startswith("2 lignes · 25 492,40 € HT · 30 590,88 € TTC · marge 6 240,00 €")


def test_a_contract_without_a_machine_says_why_it_has_no_price(field):
    assert "puissance d’une machine" in field.feedback(typed(C_1="1")).cells["C-1"]["line"]["message"]
    assert plain(field.feedback(typed(C_1="1", M_22="1")).cells["C-1"]["line"]["echo"]).startswith(
        "1 184,00 €"
    )


def test_nothing_is_told_of_a_quote_that_is_not_begun(field):
    assert field.parse({}) == Blank()
    assert (field.feedback({}).echo, field.feedback({}).cells) == ("", {})
    assert field.remarks({}) == []


def test_what_is_refused_is_remarked_before_handing_in(field):
    raw = {"M-22": {"qty": "1", "off": "9"}, "terms": TERMS | {"counterpart": "une référence"}}
    refused = [plain(one) for one in field.remarks(raw | {"boxes": {"cgv": "yes"}})]
    assert refused == [
        "« Machine <b>22</b> kW » : 9 % de remise en tout, palier compris ; vous pouvez accorder 8 % au plus "
        "(règle R02).",
        # 14 378 + 9.60 is not above 15 000.
        "Échéancier à revoir pour 14 387,60 € HT (règle R07).",
    ]
    assert "lisible" in field.remarks({"M-22": {"qty": "beaucoup"}})[-1]


@pytest.mark.parametrize(
    "raw",
    [{"M-99": {"qty": "1"}}, {"terms": "Or"}, {"boxes": ["cgv"]}, {"M-22": {"qty": "1"}, "terms": ["Or"]}],
)
def test_what_is_no_quote_of_this_desk_is_unreadable(field, raw):
    assert isinstance(field.parse(raw), Unreadable)


def test_boxes_that_are_not_there_are_nothing(field):
    said = field.parse(typed(M_22="1") | {"boxes": {"cgv": "yes", "ghost": "yes", "oil": "no"}}).value
    assert said.boxes == {"cgv"}


def test_the_devis_is_what_a_client_reads(field):
    raw = {
        "M-22": {"qty": "1", "off": "4 %"},
        "S-1": {"qty": "1"},
        "terms": {
            "tier": "Or",
            "schedule": "stages",
            "due": "45eom",
            "validity": "30",
            "counterpart": "un essai.",
        },
        "boxes": {"cgv": "yes", "visa": "yes", "oil": "yes"},
    }
    page = plain(field.html(raw))
    # 15 800 × 0.97 × 0.96 = 14 712.96, with 520 and 9.60: 15 242.56; VAT 3 048.51; 18 291.07; 30 % 5 487.32.
    for words in (
        "Devis n° D-2026-0117</strong> du 29 janvier 2026",
        "SIRET : 801 370 604 71457",
        "À l’attention de M. Ber, dirigeant",
        "Menuiserie &lt;b&gt;Ber&lt;/b&gt;",
        "<td>15 800,00 €</td><td>3 % puis 4 %</td><td>14 712,96 €</td>",
        "<th scope=\"row\">Total brut HT</th><td>16 320,00 €</td>",
        "<th scope=\"row\">Éco-contribution HT</th><td>9,60 €</td>",
        "<th scope=\"row\">Total HT</th><td>15 242,56 €</td>",
        "<th scope=\"row\">TVA à 20 %</th><td>3 048,51 €</td>",
        "<th scope=\"row\">Total TTC</th><td>18 291,07 €</td>",
        "<th scope=\"row\">À la commande, TTC</th><td>5 487,32 €</td>",
        "<th scope=\"row\">À la mise en service, TTC</th><td>1 829,11 €</td>",
        "Devis valable 30 jours, jusqu’au 28 février 2026.",
        "Palier Or : 3 % de remise de fidélité.",
        "Livraison : sous 15 jours environ, à compter de la commande.",
        "Remise consentie en contrepartie de : un essai.</li>",
        "Pénalités de retard : 12,15 % l’an, et 40 € de frais de recouvrement par facture.",
        "Condensats séparés &lt;i&gt;avant&lt;/i&gt; rejet",
        "« Bon pour accord », date, nom, cachet et signature",
        "le négociateur technico-commercial et le bureau d’études",
    ):  # fmt: skip
        assert words in page, words
    sheet, nothing = field.reply({"sheet": raw})
    assert plain(sheet["sheet"]) in page
    assert "obtenue" not in sheet["sheet"]
    assert "marge" not in sheet["sheet"].lower()
    assert nothing == []
    assert "Total TTC" not in field.reply({"sheet": {}})[0]["sheet"]
    assert field.reply({"map": True}) is None


def test_the_page_is_told_the_catalogue_and_what_may_be_said_not_what_is_right(field):
    spec = field.spec()
    assert [article[0] for article in spec["articles"]] == ["M-22", "M-30", "T-7", "S-1", "C-1"]
    assert plain(spec["articles"][4][2]) == "480,00 € HT et 32,00 € par kW de la machine"
    assert [name for name, *_ in spec["conditions"]] == ["tier", "schedule", "due", "validity"]
    assert "10" not in str(spec["articles"][0]).replace("15\u202f800,00", "")  # no cost


def test_a_discount_read_as_a_ratio_is_remarked_upon(field):
    told = field.feedback({"T-7": {"qty": "1", "off": "0,5"}})
    assert "lu comme un rapport" in told.cells["T-7"]["off"]["message"]
    assert plain(told.cells["T-7"]["line"]["echo"]).startswith("2 075,00 € net · remise 50 %")


def test_ids_that_the_answer_needs_are_free():
    with pytest.raises(ValueError, match="cgv"):
        Desk(SAMPLE.tariff, SAMPLE.issuer, SAMPLE.client, "1", SAMPLE.on, SAMPLE.choices, {"cgv": "Jointes"})


def test_a_case_has_its_catalogue_on_sale_its_rules_and_its_house(desk):
    case = load("00")
    articles = {one.id: one for one in desk.tariff.articles}
    assert set(articles) == {one.sku for one in case.products if one.ended is None}
    read = [
        (one.floor, one.authority, one.loyal)
        for one in map(articles.get, ("GV-22", "RES-40", "KIT-20", "MO-H"))
    ]
    assert read == [
        (Decimal("0.24"), Decimal("0.08"), True),
        (Decimal("0.28"), Decimal("0.08"), True),
        (Decimal("0.38"), Decimal("0.05"), True),
        (Decimal("0.30"), Decimal("0.03"), False),
    ]
    assert (articles["REQ-1"].floor, articles["REQ-1"].authority) == (None, 0)
    assert desk.tariff.terms.tiers == {
        "none": 0, "Bronze": 0, "Argent": Decimal("0.02"), "Or": Decimal("0.03"), "Platine": Decimal("0.05")
    }  # fmt: skip
    assert desk.issuer.name == case.company.name
    assert desk.issuer.siret == "801 370 604 71457"


def test_the_station_of_the_joinery_is_added_up_to_the_cent(desk):
    """27 690.00 of lines by hand, 23.60 of éco-contribution, VAT 5 542.72; taux de marque 36.2 %."""
    field = QuoteBuilder(ID, desk)
    raw = {sku: {"qty": str(qty)} for sku, qty in STATION.items()} | {"terms": TERMS}
    told = field.feedback(raw | {"boxes": {"cgv": "yes", "visa": "yes"}})
    assert (told.state, told.message) == ("answered", "")
    assert plain(told.echo) == (
        "12 lignes · 27 713,60 € HT · 33 256,32 € TTC · marge 10 031,00 €, soit 36,2 % de marque"
    )
    assert plain(told.cells["totals"]["Acompte TTC"]["echo"]) == "9 976,90 €"


def test_the_quote_of_the_reference_is_found_again():
    """F85: Or 3 % then 4 %, brut 22 305, HT 21 306.22, TTC 25 567.46, margin 6 575.42."""
    client = Client("M", "C", "X")
    desk = quote_desk(load("00"), client, number="D-1", on=date(2026, 1, 29))
    raw = {sku: {"qty": "1", "off": "4"} for sku in ("GVV-22", "SF-70", "CU-900", "FP-70", "FH-70")}
    draft = (
        QuoteBuilder(ID, desk).parse(raw | {"MES-1": {"qty": "1"}} | {"terms": TERMS | {"tier": "Or"}}).value
    )
    told = desk.tariff.totals(draft)
    figures = (told.gross, told.ht, told.ttc, told.margin)
    assert figures == tuple(map(Decimal, ("22825.00", "21306.22", "25567.46", "6575.42")))
    assert told.instalments[0] == Decimal("7670.24")


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_has_a_desk(variant):
    desk = quote_desk(load(variant), SAMPLE.client, number="1", on=date(2026, 1, 29))
    assert len(desk.tariff.articles) >= 60
    assert all(one.floor for one in desk.tariff.articles if one.id != "REQ-1")


def test_a_sheet_annexes_the_quote_line_by_line(field):
    raw = {"M-22": {"qty": "2", "off": "4"}, "terms": {"tier": "Or", "counterpart": "un essai"}}
    raw |= {"boxes": {"back": "yes"}}
    told = [plain(line) for line in field.in_lines(field.parse(raw))]
    # 31 600 × 0.97 × 0.96 = 29 425.92.
    assert told[:4] == [
        "2 × Machine <b>22</b> kW : 29 425,92 €",
        "Palier de fidélité du client : Or",
        "Contrepartie de la remise : un essai",
        "Reprise de l’ancienne machine",
    ]
    assert told[4].startswith("1 ligne · 29 445,12 € HT")
