"""Exercise cp1-rivals: eight claims of our brochure, each proved by a document, belied by one, or neither."""

from generator.core.codes import coded
from generator.core.world import World
from generator.words import read


def build(world: World) -> None:
    """Add the table edge_claims."""
    stream = world.stream("edge_claims")
    documents = {row["topic"]: row["doc_id"] for row in world["market_docs"]}
    world.add(
        "edge_claims",
        (
            {
                "claim_id": code,
                "text": stream.pick(claim["text"]),
                "verdict": claim["verdict"],
                "doc_id": documents[claim["topic"]] if "topic" in claim else None,
                "also": " ".join(documents[topic] for topic in claim.get("also", ())) or None,
                "reason": claim["reason"],
            }
            for code, claim in coded("AT", read("swot")["claims"], stream)
        ),
    )
