"""The journal of marks: one line a change, read again as it was written, never rewritten."""

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from autograder.contest import journal
from autograder.grading.places import Places

EACH = 40


def test_a_change_is_one_line_whatever_is_written_in_it(tmp_path):
    places = Places(tmp_path)
    journal.append(
        places, [journal.line("Jean | Moulin", "dupont.m", "8 → 12\npoints", "Corrigé\r\nrevu\u2028ici")]
    )
    before = places.journal.read_bytes()
    journal.append(places, [journal.line("", "martin.p", "9 → 9", "=1+1")])
    assert places.journal.read_bytes().startswith(before)
    assert before.count(b"\n") == 1
    last, first = journal.read(places)
    assert (first.who, first.what, first.why) == ("Jean / Moulin", "8 → 12 points", "Corrigé revu ici")
    assert (last.who, last.learner, last.why) == ("—", "martin.p", "=1+1")
    assert last.moment >= first.moment


def test_what_is_no_line_of_ours_is_passed_over(tmp_path):
    places = Places(tmp_path)
    assert journal.read(places) == []
    journal.append(places, [journal.line("J", "a", "b", "c")])
    with places.journal.open("ab") as stream:
        stream.write(b"\xff\xfe | x\n2026 | a | b | c | d\n")
    assert [each.what for each in journal.read(places)] == ["b"]


def _write(root: Path, who: str) -> None:
    for number in range(EACH):
        journal.append(
            Places(root),
            [journal.line(who, "a", f"{number} {'x' * 500}", "c"), journal.line(who, "a", "b", "c")],
        )


def test_two_processes_do_not_mix_their_lines(tmp_path):
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(partial(_write, tmp_path), ("un", "deux")))
    lines = journal.read(Places(tmp_path), most=1000)
    assert len(lines) == 2 * 2 * EACH
    assert {each.who for each in lines} == {"un", "deux"}
