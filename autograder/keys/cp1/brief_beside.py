"""What whoever marks cp1-brief has beside the text: the right figures of this learner, and their own."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from autograder.keys.answers import Entry, Lesson
from autograder.keys.asked.declared import graph_of
from autograder.keys.cp1.rivals_offers import (
    INDEX,
    INDEX_TOLERANCE,
    KEEP,
    OFFERS,
    decisions,
    index,
    kept_by,
    of_rival,
    ratios,
)
from autograder.keys.cp1.rivals_proofs import STAR_TOLERANCE, STARS, companies, stars
from autograder.truth import Truth
from ntc import exercises
from ntc.calc.percent import growth
from ntc.case import Case
from ntc.fields.kinds.text import figures_found, figures_left
from ntc.fields.outcome import Value
from ntc.french import count, day, euros, number, of, percent
from ntc.instruments.planner import planned
from ntc.lessons.cp1 import plans, worked

FIGURES, RIVALS, WATCH = "cp1-figures", "cp1-rivals", "cp1-watch"
ARTICLE, RELATIVE = "chiffre de l’article", "part relative"
GIVEN = {
    "marché 2025": "market",
    "marché 2024": "market-before",
    ARTICLE: "article",
    "CA 2025": "sales",
    "objectif 2026": "objective",
}
FOUND = {
    "matériel 2019 de notre secteur": f"{FIGURES}.here",
    "marché 2019 à notre champ": f"{FIGURES}.scope",
    "croissance annuelle moyenne": f"{FIGURES}.cagr",
    "hausse des prix": f"{FIGURES}.prices",
    "volume": f"{FIGURES}.volume",
    "part 2025": f"{FIGURES}.share",
    RELATIVE: f"{FIGURES}.relative",
    "à atteindre": f"{FIGURES}.needed",
}
"""By French name, the measure or the question that a figure is."""
MILLION = 1_000_000
FOLDER = ("market_docs", "statements", "competitor_offers", "reviews", "swot_cards", "edge_claims", "tenders")
"""The tables whose texts a view may quote a figure from."""

MARKET = "Repères de ses données, le marché : {}."
SITUATED = "Repères de ses données, les concurrents : {}."
OWN = "Ses résultats aux exercices : {}."
NO_RESULT = "Ses résultats aux exercices : aucun n’a été donné."
CARRIED = "Chiffres de la vue qui viennent de ses exercices, où ils sont faux (déjà compté) : {}."
UNKNOWN = "Chiffres de la vue que ni le dossier ni ses exercices ne donnent : {}."
PLANNED = "Son plan de veille : {}."
NO_PLAN = "Son plan de veille : aucune ligne n’est gardée."


@dataclass(frozen=True)
class Result:
    """What a learner answered where a figure was asked, beside the right one."""

    name: str
    entry: Entry
    right: Decimal
    same: Callable[[Decimal], bool]

    @property
    def differs(self) -> bool:
        """Whether a figure was given, and it is another than the right one."""
        return isinstance(self.entry.outcome, Value) and not self.same(self.entry.value)

    @property
    def said(self) -> str:
        """The name and what was answered, with the right figure where it is another."""
        own = written(self.name, self.entry.value, 2) if isinstance(self.entry.outcome, Value) else "aucun"
        return f"{self.name} = {own}" + (
            f" (juste : {written(self.name, self.right, 2)})" if self.differs else ""
        )


def known_figures(case: Case, truth: Truth) -> dict[str, Decimal]:
    """Figures that the view may quote, by French name, without their sign; rates are ratios."""
    graph = graph_of(FIGURES, case, truth)
    before, after = graph.right("market-before"), graph.right("market")
    whole, ordinary = worked.shares(case)
    return {
        **{name: abs(graph.right(source)) for name, source in GIVEN.items()},
        "hausse en valeur": abs(growth(before, after)),
        "part 2024": whole,
        "part 2024 sans la commande exceptionnelle": ordinary,
        **{name: abs(graph.right(source)) for name, source in FOUND.items()},
        **{_index_of(name): index(ratios(case, kept)) for _, name, kept in _kept(case, truth)},
        **{_stars_of(name): stars(case, truth, name)[0] for _, name in companies()},
    }


def written(name: str, value: Decimal, decimals: int = 1) -> str:
    """A figure as French writes it, by what it is: an amount, a ratio, an index, stars, a rate."""
    if name.startswith(("marché", "matériel", ARTICLE)):
        return f"{number(value / MILLION, 1)} M€"
    if name in GIVEN:
        return euros(value, 0)
    if name == RELATIVE or name.startswith("étoiles"):
        return number(value, 2)
    return number(value, 1) if name.startswith("indice") else percent(value, decimals)


def beside(case: Case, truth: Truth, lesson: Lesson | None, view: str) -> Iterator[str]:
    """Say the right figures, those that the learner found, and the plan of their watch.

    Feedback leaves these out: whoever marks tells the levels by them.
    """
    known = known_figures(case, truth)
    signed = known | {"volume": graph_of(FIGURES, case, truth).right(FOUND["volume"])}
    market = [name for name in known if not name.startswith(("indice", "étoiles"))]
    yield MARKET.format(" ; ".join(f"{name} = {written(name, signed[name])}" for name in market))
    yield SITUATED.format(" ; ".join(_situated(case, truth, known)))
    if lesson is None:
        return
    found = list(results(case, truth, lesson))
    yield OWN.format(" ; ".join(_answered(case, truth, lesson, found))) if found else NO_RESULT
    yield from _checked(case, known, found, view)
    yield _watch(case, lesson)


def results(case: Case, truth: Truth, lesson: Lesson) -> Iterator[Result]:
    """Each figure asked that the learner answered, in the order of the lesson."""
    graph = graph_of(FIGURES, case, truth)
    asked = []
    for name, source in FOUND.items():
        question = graph.questions[source]
        place, right = question.place, graph.right(source)
        entry = lesson[FIGURES].cell(place.field, place.row, place.column)
        asked.append(Result(name, entry, right, lambda own, q=question, r=right: q.nature.same(own, r)))
    for row, name, kept in _kept(case, truth):
        entry, right = lesson[RIVALS].cell(INDEX, row, "index"), index(ratios(case, kept))
        asked.append(Result(_index_of(name), entry, right, _within(right, INDEX_TOLERANCE)))
    for code, name in companies():
        entry, right = lesson[RIVALS].cell(STARS, code, "stars"), stars(case, truth, name)[0]
        asked.append(Result(_stars_of(name), entry, right, _within(right, STAR_TOLERANCE)))
    yield from (each for each in asked if isinstance(each.entry.outcome, Value))


def _within(right: Decimal, tolerance: Decimal) -> Callable[[Decimal], bool]:
    return lambda own: abs(own - right) <= tolerance


def _index_of(name: str) -> str:
    return f"indice {of(name)}"


def _stars_of(name: str) -> str:
    return f"étoiles {of(name)}"


def _kept(case: Case, truth: Truth) -> Iterator[tuple[str, str, list[str]]]:
    """Each rival asked about: its row, its name, the offers that hold."""
    right = decisions(case, truth)
    for row, name in plans.rivals(case):
        yield row, name, [code for code in of_rival(case, name) if right[code] == KEEP]


def _situated(case: Case, truth: Truth, known: Mapping[str, Decimal]) -> Iterator[str]:
    right, why = decisions(case, truth), exercises.load()[RIVALS].options["decisions"]
    for _, rival, kept in _kept(case, truth):
        name, offers = _index_of(rival), count(len(kept), "offre gardée", "offres gardées")
        left = [f"{code} {why[right[code]]}" for code in of_rival(case, rival) if right[code] != KEEP]
        yield f"{name} = {written(name, known[name])} sur {offers} ({', '.join(left)})"
    for _, company in companies():
        name = _stars_of(company)
        every = written(name, _of_all(case, company))
        yield f"{name} = {written(name, known[name])} ({every} avec tous les avis)"


def _of_all(case: Case, company: str) -> Decimal:
    """The mean stars of a company before any review is thrown out."""
    every = [row.stars for row in case.reviews if row.company == company]
    return Decimal(sum(every)) / len(every)


def _answered(case: Case, truth: Truth, lesson: Lesson, found: list[Result]) -> Iterator[str]:
    yield from (each.said for each in found)
    own = kept_by(lesson[RIVALS].entry(OFFERS))
    for _, name, kept in _kept(case, truth):
        chosen = [code for code in of_rival(case, name) if code in own]
        if own and chosen != kept:
            yield f"offres gardées {of(name)} = {number(len(chosen))} (juste : {number(len(kept))})"


def _checked(case: Case, known: Mapping[str, Decimal], found: list[Result], view: str) -> Iterator[str]:
    """Say which figures of the view are the learner's own and wrong, and which come from nowhere."""
    own = {each.name: abs(each.entry.value) for each in found if each.differs}
    if taken := figures_found(view, own):
        yield CARRIED.format(", ".join(f"{figure} ({name})" for name, figure in taken.items()))
    given = (*known.values(), *own.values(), *(_of_all(case, name) for _, name in companies()))
    if left := figures_left(view, given, _quoted(case)):
        yield UNKNOWN.format(", ".join(left))


@cache
def _quoted(case: Case) -> str:
    """All that the documents of the folder say, in one text."""
    return "\n".join(
        value for table in FOLDER for row in getattr(case, table) for value in row if isinstance(value, str)
    )


def _watch(case: Case, lesson: Lesson) -> str:
    rows = plans.watch(case).rows(planned(lesson[WATCH].entry(WATCH).value or {}))
    owners = {row.owner_id: row.label for row in case.watch_owners}
    rhythms = exercises.load()[WATCH].options["rhythms"]
    lines = [
        ", ".join(
            [
                row.item.name,
                owners.get(row.said("owner"), "sans responsable"),
                rhythms.get(row.said("rhythm"), "sans rythme").partition(" (")[0],
                day(row.said("date")) if row.said("date") else "sans date",
            ]
        )
        for row in rows
    ]
    return PLANNED.format(" ; ".join(lines)) if lines else NO_PLAN
