"""The glossary as a page that can be searched, and the terms that a lesson's text opens."""

import os
import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import traitlets

from ntc import glossary, referential
from ntc.french import typeset
from ntc.widget import Widget

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
# Bold in a heading or in the head of a table is a matter of page setting.
_HEADS = re.compile(r"^(?:> ?)*#{1,6} .*$|^\|.*\|\n(?=\|[ :|-]+\|$)", re.MULTILINE)


class Lexicon(Widget):
    """Lexique: every term, found as one types, or by the competency that it serves."""

    _page = traitlets.Unicode("lexicon").tag(sync=True)
    terms = traitlets.List().tag(sync=True)
    competencies = traitlets.Dict().tag(sync=True)

    def __init__(self) -> None:
        known = glossary.load().values()
        super().__init__(
            terms=[_entry(term) for term in sorted(known, key=lambda term: glossary.sort_key(term.term))],
            competencies={
                key: competency.title
                for key, competency in referential.load().competencies.items()
                if any(key in term.competencies for term in known)
            },
        )

    def html(self) -> str:
        """The whole glossary as a still page."""
        entries = "".join(
            f"<dt>{escape(entry['term'])}</dt>"
            f"<dd>{escape(entry['definition'])} <em>{escape(entry['example'])}</em></dd>"
            for entry in self.terms
        )
        return f"<dl>{entries}</dl>"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        if os.environ.get("NBGRADER_EXECUTION"):
            return {"text/html": self.html(), "text/plain": typeset("Lexique")}
        return super()._repr_mimebundle_(**kwargs)


def lexicon() -> Lexicon:
    """Show the glossary."""
    return Lexicon()


def terms_in(notebook: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The terms that the text of a lesson sets in bold, by the wording that it uses."""
    found = {}
    for wording in bold(notebook):
        term = glossary.find(wording)
        if term:
            found[wording] = {key: _entry(term)[key] for key in ("term", "definition", "example")}
    return found


def bold(notebook: Mapping[str, Any]) -> Iterable[str]:
    """Every wording that the text of a notebook sets in bold, in order, save headings and heads of tables."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            yield from _BOLD.findall(_HEADS.sub("", "".join(cell["source"])))


def _entry(term: glossary.Term) -> dict[str, Any]:
    return {
        "id": term.id,
        "term": term.term,
        "aliases": list(term.aliases),
        "competencies": list(term.competencies),
        "definition": term.definition,
        "example": term.example,
        "related": list(term.related),
    }
