"""What cp6-quote asks in figures: the draft put right, two vessels and a dryer under the law, an index."""

from decimal import Decimal

from autograder.keys.asked.own import Own, figures, read_at, throughout, within, worked_at
from autograder.keys.asked.question import Asked, Place, Way
from autograder.keys.cp6 import quote
from autograder.keys.cp6.sizing import MACHINE
from autograder.truth import Truth
from ntc.case import Case


@figures(quote.ID)
def asked(case: Case, truth: Truth) -> Own:
    """The deposit is a share of one's own total, the index that of one's own machine.

    A pressure is taken for another on both vessels.
    """
    weight, euros = quote.WEIGHTS, within(quote.A_EURO, "0.01", "1")
    prices = quote.offers(case, truth)
    vessels = quote.vessels(case)
    found: dict[str, Asked] = {
        quote.HT: read_at(
            euros,
            Place(quote.FIGURES, quote.HT),
            quote.draft_ht(case),
            *quote.ht_slips(case),
            weight=weight[quote.HT],
        ),
        quote.DEPOSIT: worked_at(
            euros,
            Place(quote.FIGURES, quote.DEPOSIT),
            lambda ht: quote.deposit(case, ht),
            quote.HT,
            slips=lambda ht: quote.deposit_slips(case, ht),
            weight=weight[quote.DEPOSIT],
        ),
        **{
            name: read_at(
                within(quote.HALF),
                Place(quote.REGIME, name),
                Decimal(value),
                *quote.vessel_slips(case, value),
                weight=weight[name],
            )
            for name, value in vessels.items()
        },
        quote.DRYER: read_at(
            within(quote.TONNES, "0.01", "0.1"),
            Place(quote.REGIME, quote.DRYER),
            quote.tonnes(case),
            *quote.dryer_slips(case),
            weight=weight[quote.DRYER],
        ),
        quote.INDEX: worked_at(
            within(quote.INDEX_TOLERANCE, "0.01", "0.1"),
            Place(quote.MARKET, quote.INDEX),
            lambda machine: _index(case, truth, machine),
            MACHINE,
            slips=lambda machine: quote.index_slips(case, truth),
            also=(Way(lambda: quote.index_of_ratios(case, prices)),),
            weight=weight[quote.INDEX],
        ),
    }
    return Own(found, throughout({name: quote.vessel_slips(case, value) for name, value in vessels.items()}))


def _index(case: Case, truth: Truth, machine: str) -> Decimal:
    """The index at the power of a machine; ValueError where nobody sells that one beside us."""
    found = quote.index_at(case, truth, machine)
    if found is None:
        raise ValueError(f"no offer to compare with {machine}")
    return found
