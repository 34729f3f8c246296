"""The figures that the statements of a paper name: those of their lessons, each under its lesson."""

from functools import cache

from ntc import papers
from ntc.case import Case
from ntc.lessons import own
from ntc.lessons.prose import placeholders


def prose(case: Case) -> dict[str, str]:
    """Every figure that the papers name, in French: « cp9-objectif » for the « objectif » of a lesson."""
    wanted = _named()
    found = {}
    for competency in sorted({name.partition("-")[0] for name in wanted}):
        if module := own.module(competency, "prose"):
            written = module.prose(case)
            found |= {f"{competency}-{name}": text for name, text in written.items()}
    return {name: text for name, text in found.items() if name in wanted}


@cache
def _named() -> frozenset[str]:
    notebooks = (path.with_suffix(".ipynb") for path in papers.declarations())
    return placeholders("\n".join(path.read_text(encoding="utf-8") for path in notebooks if path.is_file()))
