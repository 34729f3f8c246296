"""cp7-support: six situations, what to show in each, and when."""

from collections.abc import Mapping

from autograder.keys.answers import Answers
from autograder.keys.cp7 import cards
from autograder.keys.primitives import combine
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import Raw, blank, garbled
from autograder.mark import Mark
from autograder.truth import Truth
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import typeset
from ntc.lessons.cp7 import plans

ID = "cp7-support"
FIELD = f"{ID}-situations"
WEIGHTS = {"situations-supports": 3.0, "situations-moments": 3.0}
LABELS = {
    "situations-supports": "Six situations : ce que vous montrez",
    "situations-moments": "Six situations : le moment",
}


@key(ID)
def support(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Each column beyond one answer everywhere."""
    asked = plans.situations(case)
    supports, moments = (Part(name, typeset(label)) for name, label in LABELS.items())
    return combine(
        [
            cards.column(
                supports,
                answers,
                FIELD,
                "support",
                cards.firsts(truth, asked),
                asked,
                plans.supports(case),
                truth,
            ),
            cards.column(
                moments,
                answers,
                FIELD,
                "moment",
                cards.seconds(truth, asked),
                asked,
                plans.moments(case),
                truth,
            ),
        ],
        WEIGHTS,
    )


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    asked = plans.situations(case)
    right = {"support": cards.firsts(truth, asked), "moment": cards.seconds(truth, asked)}
    codes = [code for code, _ in asked]

    def raw(**changes: Mapping[str, str]) -> Raw:
        columns = {head: {**cards.one(right[head]), **changes.get(head, {})} for head in right}
        return {FIELD: {code: {head: columns[head][code] for head in right} for code in codes}}

    def wrong(label: str, head: str, choice: str) -> Specimen:
        code = next(code for code in codes if choice not in right[head][code])
        return Specimen(label, raw(**{head: {code: choice}}), 1 - cards.lost(right[head]) / 2)

    unused = {one for found in right["support"].values() for one in found}
    return [
        Specimen("right", raw(), 1.0),
        *(
            wrong(f"a claim for a proof: {text}", "support", code)
            for code, text in plans.supports(case)
            if code not in unused
        ),
        *(
            wrong(f"shown elsewhere: {text}", "support", code)
            for code, text in plans.supports(case)
            if code in unused
        ),
        *(wrong(f"at another moment: {text}", "moment", code) for code, text in plans.moments(case)),
        Specimen(
            "supports only",
            {FIELD: {code: {"support": one} for code, one in cards.one(right["support"]).items()}},
            0.5,
        ),
        Specimen(
            "one situation left blank",
            {FIELD: {code: raw()[FIELD][code] for code in codes[1:]}},
            1 - sum(cards.lost(found) for found in right.values()) / 2,
        ),
        *(
            Specimen(
                f"one moment everywhere: no. {rank}", {FIELD: {code: {"moment": one} for code in codes}}, 0.0
            )
            for rank, (one, _) in enumerate(plans.moments(case), 1)
        ),
        *(
            Specimen(
                f"one support everywhere: no. {rank}",
                {FIELD: {code: {"support": one} for code in codes}},
                0.0,
            )
            for rank, (one, _) in enumerate(plans.supports(case), 1)
        ),
        *blank({FIELD: {}}, {FIELD: {code: {"support": "", "moment": ""} for code in codes}}),
        *garbled({FIELD: "?"}, {FIELD: {codes[0]: {"support": "ghost", "moment": 3}}}),
    ]
