"""The loader of the case: typed, lazy, immutable, and clear in French when the data are missing or broken."""

import shutil
from datetime import date, time
from decimal import Decimal

import pytest

from autograder import truth as truths
from ntc.case import VARIANTS, Case, CaseError, load, policy, rules, schema
from ntc.paths import TABLES


@pytest.fixture
def folder(tmp_path):
    """A copy of the class data that a test may spoil."""
    return shutil.copytree(TABLES / "00", tmp_path / "00")


def test_records_are_typed():
    case = load("00")
    order = case.orders[0]
    assert (type(order.date), type(order.net_ht)) == (date, Decimal)
    assert isinstance(case.activities[0].start, time)
    assert isinstance(case.clients[0].employees, int)
    assert {row.disputed for row in case.invoices} == {True, False}
    assert any(order.quote_id is None for order in case.orders)
    assert type(order).__name__ == "Orders"
    assert type(order).__annotations__["delivered"] == date | None


def test_the_company_is_one_record():
    assert load("03").company.company_id == "GAI"
    assert load("03").variant == "03"


def test_there_are_17_variants():
    assert tuple(f"{number:02d}" for number in range(17)) == VARIANTS
    assert load("07") is load("07")


def test_a_table_is_read_on_first_use_and_once(folder):
    case = Case("00", folder)
    (folder / "towns.csv").unlink()
    first = case.orders
    (folder / "orders.csv").unlink()
    assert case.orders is first
    with pytest.raises(CaseError, match=r"00/towns\.csv manque"):
        _ = case.towns


def test_nothing_can_be_changed():
    case = load("00")
    with pytest.raises(AttributeError):
        case.orders = ()
    with pytest.raises(AttributeError):
        case.orders[0].net_ht = Decimal(0)
    with pytest.raises(TypeError):
        policy()["vat"]["rate"] = Decimal("0.1")


def test_truth_never_reaches_the_learner():
    case = load("00")
    assert not hasattr(case.clients[0], "status")
    assert not hasattr(case.remedies[0], "legal")
    for name in ("remedy_plans", "traps", "no_such_table"):
        assert not hasattr(case, name)
    shipped = {path.stem for path in (TABLES / "00").iterdir()}
    assert shipped == {name for name, table in schema().items() if not table.truth}


def test_truth_is_read_by_key():
    truth = truths.load("00")
    labels = truth.of("clients")
    assert labels[load("00").clients[0].client_id].status in ("actif", "dormant", "perdu", "doublon")
    assert truth.variant == "00"
    assert not hasattr(truth, "orders")
    assert not hasattr(truth, "no_such_table")


@pytest.mark.parametrize("variant", ["17", "0", "../00", ""])
def test_an_unknown_variant_is_refused(variant):
    with pytest.raises(CaseError, match="de 00 à 16"):
        load(variant)
    with pytest.raises(CaseError, match="corrigés"):
        truths.load(variant)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("town_id,name\nV01,Nantes\n", "colonnes attendues sont town_id, name, dept"),
        ("town_id,name,dept,lat,lon,sector\nV01,Nantes\n", "ligne 2 : 2 valeurs au lieu de 6"),
        (
            "town_id,name,dept,lat,lon,sector\nV01,Nantes,44,quarante,-1.5,S2\n",
            "ligne 2 : une valeur est illisible",
        ),
        ("town_id,name,dept,lat,lon,sector\nV01,,44,47.2,-1.5,S2\n", "colonne « Ville » est vide"),
        ("town_id,name,dept,lat,lon,sector\n", "le fichier est vide"),
        ("", "colonnes attendues"),
    ],
)
def test_a_broken_table_says_where(folder, text, message):
    (folder / "towns.csv").write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=message.replace(" ", r"\s")):
        _ = Case("00", folder).towns


def test_a_yes_that_is_no_yes_is_refused(folder):
    path = folder / "budget_2025.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("oui", "yes"), encoding="utf-8")
    with pytest.raises(CaseError, match="illisible"):
        _ = Case("00", folder).budget_2025


def test_a_table_in_another_encoding_is_refused(folder):
    (folder / "towns.csv").write_bytes("town_id,name\nV01,Vitré\n".encode("latin-1"))
    with pytest.raises(CaseError, match="ne peut pas être lu"):
        _ = Case("00", folder).towns


def test_a_broken_policy_says_so(tmp_path, monkeypatch):
    (tmp_path / "policy.toml").write_text("[season\n", encoding="utf-8")
    monkeypatch.setattr(rules, "DATASETS", tmp_path)
    with pytest.raises(CaseError, match=r"policy\.toml est illisible"):
        policy.__wrapped__()


def test_the_policy_holds_every_rule():
    rules = {section["rule"] for section in policy().values() if "rule" in section}
    assert rules == {f"R{number:02d}" for number in range(1, 31)}


def test_policy_numbers_are_exact():
    assert policy()["late"]["rate"] == Decimal("0.1215")
    assert sum(Decimal(weight) for weight in policy()["season"]["weights"]) == 12
    shares = sum(rival["share"] for rival in policy()["competitors"])
    assert shares == Decimal("0.71")


def test_the_schema_names_everything_in_french():
    for table in schema().values():
        assert table.label
        assert all(column.label for column in table.columns)
        assert {column.name for column in table.columns} >= set(table.key)
