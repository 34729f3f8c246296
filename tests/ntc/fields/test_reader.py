import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.fields.reader import AnswersError, Limits, check_raw, clean, read_answers

SAVED = "2026-01-12T14:32:05+01:00"
GOOD = {
    "schema": 1,
    "lesson": "cp4-bilan",
    "learner": "dupont.m",
    "variant": "07",
    "answers": {
        "cp4-time-admin": {"raw": "12,5 %", "saved": SAVED},
        "cp4-indicators-board": {"raw": ["a", "b"], "saved": SAVED},
        "cp4-indicators-match": {"raw": {"q1": "a"}, "saved": SAVED},
        "cp4-dashboard": {"raw": {"ca": {"value": "2,4 M€"}}, "saved": SAVED},
        "cp9-not-yet-known": {"raw": "kept", "saved": SAVED},
    },
}


def written(path, document):
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return path


def changed(**values):
    return GOOD | values


def answered(raw, saved=SAVED, key="cp4-x"):
    return changed(answers={key: {"raw": raw, "saved": saved}})


def test_a_good_file_is_read_whole_unknown_fields_included(path):
    assert read_answers(written(path, GOOD)) == GOOD


def test_more_keys_at_the_top_are_left_out(path):
    assert read_answers(written(path, changed(note="x"))) == GOOD


def test_an_editor_s_byte_order_mark_is_no_fault(path):
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    assert read_answers(path) == GOOD


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ("", "n’est pas lisible"),
        ("{", "n’est pas lisible"),
        ("[]", "forme attendue"),
        ("null", "forme attendue"),
        ("3", "forme attendue"),
        (json.dumps(GOOD)[:-20], "n’est pas lisible"),
        (changed(schema=99), "autre version"),
        (changed(schema=True), "autre version"),
        (changed(schema="1"), "autre version"),
        (changed(lesson="../cp4"), "de qui"),
        (changed(lesson=4), "de qui"),
        (changed(learner="a b"), "de qui"),
        (changed(learner="../../etc"), "de qui"),
        (changed(learner=None), "de qui"),
        (changed(variant="7"), "de qui"),
        (changed(variant=7), "de qui"),
        (changed(answers=[]), "forme attendue"),
        (changed(answers={str(n): {"raw": "", "saved": SAVED} for n in range(501)}), "forme attendue"),
        (changed(answers={"cp4-x": "12"}), "forme attendue"),
        (changed(answers={"cp4-x": {"raw": "12"}}), "forme attendue"),
        (changed(answers={"cp4-x": {"raw": "1", "saved": SAVED, "mark": "1"}}), "forme attendue"),
        (answered("12", key="../x"), "forme attendue"),
        (answered("12", key="A"), "forme attendue"),
        (answered(None), "forme attendue"),
        (answered(True), "forme attendue"),
        (answered(["a", ["b"]]), "forme attendue"),
        (answered({"a": ["b"]}), "forme attendue"),
        (answered({"a": {"b": {}}}), "forme attendue"),
        (answered(12), "forme attendue"),
        (answered(1.5), "nombre là où"),
        (answered(10**400), "nombre là où"),
        (answered("x", saved="hier"), "heure"),
        (answered("x", saved="2026-01-12T14:32:05"), "heure"),
        (answered("x", saved=["2026"]), "heure"),
        (answered("x" * 50_001), "trop longue"),
        (answered({"x" * 50_001: "a"}), "trop longue"),
        (answered("a\x00b"), "ne s’écrivent pas"),
        (answered("a\x1b[31mb"), "ne s’écrivent pas"),
        (answered(["\ud83d"]), "ne s’écrivent pas"),
        (answered({"\udc00": "a"}), "ne s’écrivent pas"),
        ('{"schema": NaN}', "nombre là où"),
        ('{"schema": -Infinity}', "nombre là où"),
        ('{"schema": 1, "schema": 1}', "deux fois"),
        ('{"schema": 1' + "1" * 5000 + "}", "nombre là où"),
        ("[" * 200_000, "niveaux"),
        ('{"a":' * 7 + "1" + "}" * 7, "niveaux"),
        ('{"a": "\n"}', "n’est pas lisible"),
    ],
)
def test_what_is_not_exactly_an_answers_file_is_refused_with_the_reason(path, document, why):
    with pytest.raises(AnswersError, match=why):
        read_answers(written(path, document))


def test_brackets_inside_a_text_are_no_levels(path):
    assert (
        read_answers(written(path, answered('[[[[[[[{"\\"[[[[')))["answers"]["cp4-x"]["raw"]
        == '[[[[[[[{"\\"[[[['
    )


def test_text_in_another_encoding_is_refused(path):
    path.write_bytes(json.dumps(GOOD).encode("utf-16"))
    with pytest.raises(AnswersError, match="texte lisible"):
        read_answers(path)


def test_a_big_file_is_not_even_read(path):
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(AnswersError, match="trop gros"):
        read_answers(path)
    with pytest.raises(AnswersError, match="plus de 1 ko"):
        read_answers(written(path, answered("x" * 2000)), Limits(size=1000))


def test_a_missing_file_is_said_to_be_missing(path):
    with pytest.raises(AnswersError, match="pas de fichier"):
        read_answers(path)


def test_links_folders_and_pipes_are_not_followed(path, tmp_path):
    target = written(tmp_path / "other.json", GOOD)
    path.symlink_to(target)
    with pytest.raises(AnswersError, match="lien"):
        read_answers(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(AnswersError, match="ordinaire"):
        read_answers(path)
    path.rmdir()
    os.mkfifo(path)
    with pytest.raises(AnswersError, match="ordinaire"):
        read_answers(path)


@given(st.binary(max_size=400) | st.text(alphabet='{}[]":,1aé\\u', max_size=60).map(str.encode))
def test_no_content_at_all_raises_anything_else(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "answers.json"
    path.write_bytes(content)
    with pytest.raises(AnswersError):
        read_answers(path)


texts = st.text(max_size=20)
raws = (
    texts
    | st.lists(texts, max_size=4)
    | st.dictionaries(texts, texts | st.dictionaries(texts, texts, max_size=3))
)


@given(raws)
def test_what_was_cleaned_is_accepted_and_stays_as_it_is(raw):
    check_raw(clean(raw))
    assert clean(clean(raw)) == clean(raw)


def test_cleaning_takes_out_only_what_no_keyboard_types():
    assert clean("é\t\n« 1\u202f234 » \U0001f600") == "é\t\n« 1\u202f234 » \U0001f600"
    assert clean({"a\x00": ["\ud800b"]}) == {"a": ["b"]}
