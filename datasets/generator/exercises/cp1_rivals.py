"""Exercise cp1-rivals: three rivals whose offers are sorted, and eight claims of our brochure.

Each claim is proved by a document, belied by one, or neither.
"""

from generator.core.codes import coded
from generator.core.world import World
from generator.words import read

# The web seller, whose offers deceive, and so many others.
_ALWAYS, _OTHERS = "AirPromo-Pro", 2


def build(world: World) -> None:
    """Add the tables rival_cases and edge_claims."""
    stream = world.stream("rival_cases")
    others = sorted({row["competitor"] for row in world["competitor_offers"]} - {_ALWAYS})
    chosen = stream.shuffled([_ALWAYS, *stream.sample(others, _OTHERS)])
    world.add("rival_cases", ({"competitor": name} for name in chosen))
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
