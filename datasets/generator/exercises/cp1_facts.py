"""Exercise cp1-facts: eighteen sentences to judge, six of each nature, and three documents of each verdict.

Form says nothing: as many sentences hold a figure in each nature, most of what is to be checked is said
plainly, a document gives two sentences at most, and every kind of document as many of each nature, or one
more.
Official texts, which state facts only, give none.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from generator.core.stream import Stream
from generator.core.world import Row, World

_EACH, _BARE, _PER_DOCUMENT, _UNEVEN, _HEDGED = 6, 2, 2, 1, 1
_ATTEMPTS = 60_000
_OFFICIAL = "texte officiel"
# Judged elsewhere in the lesson, or arguable: who counts those who say so?
_ELSEWHERE = ("market-2025", "market-2019", "electricity")
_ARGUABLE = ("airpromo-witnesses", "à vérifier")
# Words that say by themselves that something is not certain.
_HEDGE = re.compile(
    r"(?i)\b\w{3,}rai(?:t|ent)\b|aurait|paraît que|on parle|murmure|à en croire|à les croire"
    r"|d['’]après|on avance|on pense|affirme|racontent|disent|pensent|ne se nomment"
    r"|de source|assurent|sans l['’]avoir|attend"
)
# One document of each group, by its topic.
_DOCUMENTS = (
    ("leaks", "visibility"),
    ("vizair-bought", "compressane-prices", "metal-slows", "food-grows"),
    ("parts-sent", "night-calls", "own-certificates", "website"),
    ("intentions",),
    ("kilowair-partner", "airpromo-witnesses"),
    ("compressane-advert", "ventarmor-advert"),
    ("online-study",),
    ("other-galerne", "impressions"),
    ("ventarmor-rumour", "airpromo-page", "speed-blog"),
)


def build(world: World) -> None:
    """Add the tables fact_sentences and fact_documents."""
    stream = world.stream("fact_sentences")
    documents = {row["doc_id"]: row for row in world["market_docs"]}
    world.add(
        "fact_sentences",
        ({"st_id": row["st_id"]} for row in stream.shuffled(_sentences(world, documents, stream))),
    )
    stream = world.stream("fact_documents")
    codes = {row["topic"]: code for code, row in documents.items()}
    chosen = [codes[stream.pick(topics)] for topics in _DOCUMENTS]
    world.add("fact_documents", ({"doc_id": code} for code in stream.shuffled(chosen)))


def _sentences(world: World, documents: dict[str, Row], stream: Stream) -> list[Row]:
    """Draw the sentences, or raise ValueError when no draw is even."""
    piles: dict[str, tuple[list[Row], list[Row]]] = {}
    for row in world["statements"]:
        document = documents[row["doc_id"]]
        topic = document["topic"]
        told = topic in _ELSEWHERE or document["type"] == _OFFICIAL
        if not told and (topic, row["nature"]) != _ARGUABLE:
            with_figure, bare = piles.setdefault(row["nature"], ([], []))
            (with_figure if re.search(r"\d", row["text"]) else bare).append(row)
    least = min(_BARE, *(len(bare) for _, bare in piles.values()))
    for _ in range(_ATTEMPTS):
        drawn = [
            row
            for with_figure, bare in piles.values()
            for row in (*stream.sample(with_figure, _EACH - least), *stream.sample(bare, least))
        ]
        if _is_even(drawn, documents):
            return drawn
    raise ValueError("no draw of the sentences to judge is even")


def _is_even(drawn: Sequence[Row], documents: dict[str, Row]) -> bool:
    shared = Counter(row["doc_id"] for row in drawn)
    if max(shared.values()) > _PER_DOCUMENT:
        return False
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for row in drawn:
        kinds[documents[row["doc_id"]]["type"]][row["nature"]] += 1
    natures = {row["nature"] for row in drawn}
    if any(max(found.values()) - min(found[one] for one in natures) > _UNEVEN for found in kinds.values()):
        return False
    return sum(_HEDGE.search(row["text"]) is not None for row in drawn) <= _HEDGED
