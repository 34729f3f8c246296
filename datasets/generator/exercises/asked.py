"""Which rows of a table an exercise asks about, where it asks about some only: even, so that none tells.

They are listed by their codes, which are drawn: neither the list nor its order says what a row is.
"""

import re
from collections.abc import Iterator, Sequence

from generator.core.dates import STORY_DATE
from generator.core.world import Row, World

# --- cp1-facts: sentences -----------------------------------------------------------------------------------
_OF_EACH_NATURE = 6
_PLAIN = 4
# The two documents of the inquiry, and what the lesson works out aloud; a witness that several repeat.
_TOLD = {"market-2025", "market-2019", "electricity"}
_WITNESSES = "airpromo-witnesses"
_DIGIT = re.compile(r"\d")
# What says by its form alone that a sentence is not sure of itself.
_HEDGED = re.compile(
    r"\w(rait|raient)\b|il paraît|selon|à en croire|à les croire|on pense|affirme|d’après|parient|"
    r"est attendu|entendu|on avance|sans l’avoir|à ma connaissance|si tout se passe|espèr",
    re.IGNORECASE,
)
# --- cp1-facts: documents, by topic: one of each group ------------------------------------------------------
_DOCUMENTS = (
    ("leaks", "visibility"),
    ("vizair-bought", "food-grows", "metal-slows", "compressane-prices"),
    (
        *("measured-savings", "own-certificates", "first-client", "night-calls"),
        *("parts-sent", "website", "paper-work", "remote-watch"),
    ),
    ("intentions",),
    ("kilowair-partner", "airpromo-witnesses"),
    ("compressane-advert", "ventarmor-advert"),
    ("online-study",),
    ("other-galerne", "impressions"),
    ("ventarmor-rumour", "airpromo-page", "speed-blog"),
)
# --- cp1-rivals: one rival for all, and so many drawn -------------------------------------------------------
_RIVAL, _MORE_RIVALS = "AirPromo-Pro", 2
# --- cp1-tender: the one that closes first and can still be answered ----------------------------------------
_SOONEST = 9


def build(world: World) -> None:
    """Add the table asked."""
    drawn = {
        "cp1-facts": (*_sentences(world), *_documents(world)),
        "cp1-rivals": _offers(world),
        "cp1-tender": _tenders(world),
    }
    world.add(
        "asked",
        (
            {"exercise": exercise, "row_id": code}
            for exercise, codes in drawn.items()
            for code in sorted(codes)
        ),
    )


def _sentences(world: World) -> Iterator[str]:
    """As many of each nature, with figures in as many; most claims to be checked bear no hedge."""
    stream = world.stream("asked statements")
    topics = {row["doc_id"]: row["topic"] for row in world["market_docs"]}
    piles: dict[str, list[Row]] = {}
    for row in stream.shuffled(world["statements"]):
        topic = topics[row["doc_id"]]
        if topic not in _TOLD and (topic, row["nature"]) != (_WITNESSES, "à vérifier"):
            piles.setdefault(row["nature"], []).append(row)
    plain = [row for row in piles["à vérifier"] if not _HEDGED.search(row["text"])]
    hedged = [row for row in piles["à vérifier"] if row not in plain]
    piles["à vérifier"] = stream.shuffled(plain + hedged[: _OF_EACH_NATURE - _PLAIN])
    for figures in range(3, _OF_EACH_NATURE + 1):
        chosen = [_with_figures(pile, figures) for pile in piles.values()]
        if all(len(found) == _OF_EACH_NATURE for found in chosen):
            yield from (row["st_id"] for found in chosen for row in found)
            return
    raise ValueError("no draw of the sentences has as many figures in each nature")


def _with_figures(pile: Sequence[Row], figures: int) -> list[Row]:
    """The first rows of a pile, so many of them with a figure."""
    there = [row for row in pile if _DIGIT.search(row["text"])]
    none = [row for row in pile if not _DIGIT.search(row["text"])]
    return there[:figures] + none[: _OF_EACH_NATURE - figures]


def _documents(world: World) -> Iterator[str]:
    stream = world.stream("asked documents")
    codes = {row["topic"]: row["doc_id"] for row in world["market_docs"]}
    yield from (codes[stream.pick(group)] for group in _DOCUMENTS)


def _offers(world: World) -> list[str]:
    stream, offers = world.stream("asked offers"), world["competitor_offers"]
    others = sorted({row["competitor"] for row in offers} - {_RIVAL})
    rivals = {_RIVAL, *stream.sample(others, _MORE_RIVALS)}
    return [row["offer_id"] for row in offers if row["competitor"] in rivals]


def _tenders(world: World) -> list[str]:
    """Three to leave, each for another reason, and three to answer, the hasty one among them."""
    stream, rows = world.stream("asked tenders"), world["tenders"]
    go = [row for row in rows if row["verdict"] == "go"]
    soonest = [row for row in go if (row["deadline"] - STORY_DATE).days == _SOONEST]
    groups = (
        [row for row in rows if row["eliminatory"] == "visite manquée" and row["trap"]],
        [row for row in rows if row["eliminatory"] == "certificat manquant" and row["score"] >= 63],
        [row for row in rows if not row["eliminatory"] and row["trap"]],
        soonest,
        [row for row in go if row["public"] and row not in soonest],
        [row for row in go if not row["public"]],
    )
    return [stream.pick(group)["tender_id"] for group in groups]
