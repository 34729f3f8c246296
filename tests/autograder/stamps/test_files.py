"""A sheet that was altered by one digit is always found, page and PDF; so is any other change of it."""

import io
import random
import re
import zlib

import pytest
from pypdf import PdfReader, PdfWriter

from autograder.grading.places import Places
from autograder.stamps import files, key

KEY = bytes(range(32))
CODE = "2345-6789-ABCD"
NAMES = ("dupont.m.html", "dupont.m.pdf")


@pytest.fixture(scope="session")
def secret(sheets):
    return key.known(Places(sheets.parents[1]))


def accepted(content, secret):
    try:
        return bool(files.code_in(content, secret))
    except (files.Altered, files.NoStamp):
        return False


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_as_it_was_written_is_vouched_for(sheets, secret, name):
    assert accepted((sheets / name).read_bytes(), secret)


def test_every_digit_of_the_page_altered_is_found(sheets, secret):
    page = (sheets / "dupont.m.html").read_bytes()
    places = [found.start() for found in re.finditer(rb"\d", page)]
    assert len(places) > 400
    drawn = random.Random(12)
    for place in places:
        other = drawn.choice([digit for digit in b"0123456789" if digit != page[place]])
        altered = page[:place] + bytes([other]) + page[place + 1 :]
        assert not accepted(altered, secret), altered[place - 40 : place + 40]


def test_every_byte_of_the_pdf_altered_is_found(sheets, secret):
    paper = (sheets / "dupont.m.pdf").read_bytes()
    end = paper.rindex(b"startxref") - 400
    drawn = random.Random(12)
    for place in [*drawn.sample(range(len(paper)), 300), *range(end, len(paper))]:
        altered = paper[:place] + bytes([paper[place] ^ (1 << drawn.randrange(8))]) + paper[place + 1 :]
        assert not accepted(altered, secret), place


def test_a_figure_edited_in_what_the_pdf_shows_is_found(sheets, secret):
    """As a program that edits PDF files does: the page is unpacked, changed, packed again."""
    paper = (sheets / "dupont.m.pdf").read_bytes()
    streams = [*re.finditer(rb"/Length (\d+)\n?>>\nstream\n", paper)]
    edited = 0
    for found in streams:
        packed = paper[found.end() : found.end() + int(found[1])]
        try:
            shown = zlib.decompress(packed)
        except zlib.error:
            continue
        if b" Tj" not in shown:
            continue
        for figure in re.finditer(rb"\d\.\d\d", shown):
            other = shown[: figure.start()] + b"9.99" + shown[figure.end() :]
            again = zlib.compress(other)
            content = paper[: found.start(1)] + str(len(again)).encode() + paper[found.end(1) : found.end()]
            altered = content + again + paper[found.end() + len(packed) :]
            if altered != paper:
                assert not accepted(altered, secret)
                edited += 1
            if edited > 60:
                return
    raise AssertionError(f"only {edited} figures were found to edit")


def test_a_pdf_saved_again_by_another_program_is_not_vouched_for(sheets, secret):
    writer = PdfWriter(clone_from=sheets / "dupont.m.pdf")
    saved = io.BytesIO()
    writer.write(saved)
    assert not accepted(saved.getvalue(), secret)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_added_before_or_after_nor_cut_off(sheets, secret, name):
    content = (sheets / name).read_bytes()
    stamp = re.search(rb"(?:%|<!-- )cachet .*\n", content)[0]
    for altered in (
        content + b"\n",
        b" " + content,
        content + b"<script>document.title='20/20'</script>",
        content[:-1],
        content.replace(stamp, b""),
        content.replace(stamp, stamp * 2),
        content.replace(stamp, stamp.upper()),
        content + stamp,
        content.replace(b"\n", b"\r\n"),
        content.replace(stamp, stamp.replace(b"-->\n", b"\n") if b"-->" in stamp else b" " + stamp),
    ):
        assert not accepted(altered, secret)


def test_the_stamp_of_another_sheet_or_of_another_class_does_not_fit(sheets, secret):
    mine, other = ((sheets / name).read_bytes() for name in ("dupont.m.html", "zola.e.html"))
    stamps = [re.search(rb"<!-- cachet .*\n", page)[0] for page in (mine, other)]
    assert not accepted(mine.replace(stamps[0], stamps[1]), secret)
    assert not accepted(mine, KEY)
    assert files.code_in(files.stamped(b"<html></html>", KEY, CODE), KEY) == CODE


def test_a_stamped_pdf_is_still_a_pdf(sheets):
    paper = (sheets / "dupont.m.pdf").read_bytes()
    assert paper.rstrip().endswith(b"%%EOF")
    reader = PdfReader(io.BytesIO(paper), strict=True)
    assert len(reader.pages) > 2
    code = re.search(rb"%cachet (\S+)", paper)[1].decode()
    assert all(f"code {code}" in page.extract_text().replace("\n", " ") for page in reader.pages)
