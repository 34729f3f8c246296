"""The reader: texts of any public table as cards, and marks that are no answer."""

import csv

import pytest

from ntc.case import load, schema
from ntc.fields import Blank, Unreadable, Value
from ntc.french import typeset
from ntc.instruments.reader import Reader
from ntc.paths import TABLES

DOCUMENTS = {
    "title": "title",
    "facts": ("publisher", "author", "date", "type"),
    "texts": ("text",),
    "order": "-date",
}
ID = "cp9-lire"


@pytest.fixture(scope="module")
def case():
    return load("00")


@pytest.fixture(scope="module")
def reader(case):
    return Reader(ID, case, "market_docs", **DOCUMENTS)


def lines(table):
    with (TABLES / "00" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_row_is_a_card_from_the_last_date_with_the_heads_of_the_schema(reader):
    given = sorted(lines("market_docs"), key=lambda line: line["date"], reverse=True)
    assert [one.title for one in reader.texts] == [typeset(line["title"]) for line in given]
    first, line = reader.texts[0], given[0]
    year, month, day = line["date"].split("-")
    assert ("Date", f"{day}/{month}/{year}") in first.facts
    assert [head for head, _ in first.facts] == ["Éditeur", "Auteur", "Date", "Type"]
    assert first.texts == [typeset(line["text"])]


def test_an_empty_cell_makes_no_fact_and_no_paragraph(case):
    unsigned = {line["doc_id"] for line in lines("market_docs") if not line["author"]}
    assert unsigned
    shown = Reader(ID, case, "market_docs", **DOCUMENTS, only=unsigned).texts
    assert {one.id for one in shown} == unsigned
    assert all("Auteur" not in dict(one.facts) for one in shown)
    replies = Reader(ID, case, "reviews", title="company", texts=("text", "reply")).texts
    assert [len(one.texts) for one in replies] == [1 + bool(line["reply"]) for line in lines("reviews")]


def test_numbers_yes_and_no_and_codes_are_read_in_french(case):
    shown = Reader(ID, case, "reviews", title="company", facts=("stars", "verified"), texts=("text",)).texts[
        0
    ]
    line = lines("reviews")[0]
    assert dict(shown.facts) == {"Étoiles": f"{line['stars']}/5", "Achat vérifié": line["verified"]}
    offer = Reader(
        ID, case, "competitor_offers", title="competitor", facts=("price",), texts=("terms",)
    ).texts[0]
    assert dict(offer.facts)["Prix HT"].endswith("\u00a0€")
    said = Reader(ID, case, "statements", title="text", facts=("doc_id",)).texts[0]
    named = {line["doc_id"]: line["title"] for line in lines("market_docs")}
    assert said.facts == [("Document", typeset(named[lines("statements")[0]["doc_id"]]))]


def test_what_is_said_in_a_talk_stands_line_by_line(case):
    shown = Reader(
        ID, case, "talks", title="contact", lines=("talk_lines", "speaker", "text"), label="Entretiens"
    )
    spoken = [line for line in lines("talk_lines") if line["talk_id"] == shown.texts[0].id]
    assert len(spoken) > 3
    assert shown.texts[0].texts == [typeset(f"{line['speaker']} : {line['text']}") for line in spoken]
    assert shown.label == "Entretiens"


def test_every_public_table_of_texts_can_be_read(case):
    tables = [
        (table.name, next(column.name for column in table.public if column.type == "text"))
        for table in schema().values()
        if table.public and not table.played and any(column.type == "text" for column in table.public)
    ]
    assert len(tables) > 30
    for name, column in tables:
        shown = Reader(ID, case, name, title=column, facts=tuple(schema()[name].heads))
        assert len(shown.texts) == len(case.rows(name)), name


def test_what_the_learner_may_not_read_is_no_column(case):
    with pytest.raises(KeyError, match="flaw"):
        Reader(ID, case, "market_docs", title="title", facts=("flaw",))


def test_a_mark_is_kept_and_is_no_answer(reader):
    one, other = (text.id for text in reader.texts[:2])
    assert reader.parse(None) == Blank()
    assert reader.parse({one: "keep", other: ""}) == Value({one: "keep"}, "1 sur 42", complete=False)
    assert reader.feedback({one: "keep"}).state == "answered"
    assert reader.feedback({one: "keep"}).echo == "1\u00a0texte marqué"
    assert reader.feedback({}).message == "Aucune marque\u00a0: elles sont pour vous, sans note."
    assert isinstance(reader.parse({one: "gone"}), Unreadable)
    assert reader.remarks({one: "keep"}) == []
    spec = reader.spec()
    assert (spec["label"], spec["badges"], reader.assessed) == ("Documents de veille", [], False)


def test_the_static_page_lists_what_was_marked(reader):
    one = reader.texts[3]
    assert f"<li>{one.title.replace('&', '&amp;')}\u00a0: à écarter</li>" in reader.html({one.id: "drop"})
