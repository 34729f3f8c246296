"""Exercise cp1-swot: twenty-four cards drawn from the documents, and six of them that belong nowhere."""

from generator.core.codes import coded
from generator.core.world import World
from generator.words import read


def build(world: World) -> None:
    """Add the table swot_cards."""
    stream, words = world.stream("swot_cards"), read("swot")
    documents = {row["topic"]: row["doc_id"] for row in world["market_docs"]}
    drawn = [
        topic
        for place, wanted in words["draw"].items()
        for topic in stream.sample(
            [topic for topic, card in words["cards"].items() if card["place"] == place], wanted
        )
    ]
    world.add(
        "swot_cards",
        (
            {
                "card_id": code,
                "doc_id": documents[topic],
                "text": stream.pick(words["cards"][topic]["text"]),
                "place": words["cards"][topic]["place"],
                "also": words["cards"][topic].get("also"),
                "reason": words["cards"][topic]["reason"],
            }
            for code, topic in coded("CS", drawn, stream)
        ),
    )
