"""cp7-cap: six lines of the quote, what each brings, its proof; four people, their motive, what to say."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from autograder.keys.answers import Answers
from autograder.keys.cp7 import cards
from autograder.keys.primitives import beyond_chance, combine
from autograder.keys.primitives.combine import verdict_of
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import Raw, blank, garbled
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import listing, typeset
from ntc.lessons.cp7 import plans

ID = "cp7-cap"
LINES, PEOPLE = f"{ID}-lines", f"{ID}-people"
WEIGHTS = {"lines-advantages": 2.5, "lines-proofs": 2.5, "people-motives": 2.0, "people-chains": 2.0}
LABELS = {
    "lines-advantages": "Six lignes du devis : l’avantage",
    "lines-proofs": "Six lignes du devis : la preuve",
    "people-motives": "Quatre personnes : le mobile",
    "people-chains": "Quatre personnes : la chaîne à dire d’abord",
}
SERVED = {
    "Sécurité": ("Le dépannage écrit et le nom à appeler",),
    "Orgueil": ("Le sécheur corrigé et le vernis qui tient",),
    "Nouveauté": ("La vitesse variable et la courbe du soir",),
    "Confort": ("Le local aéré et la machine qui ne s’arrête plus",),
    "Argent": ("Les fuites réparées et le rapport du samedi", "La vitesse variable et la courbe du soir"),
    "Sympathie": ("Les fuites réparées et le rapport du samedi",),
}
"""The chains that answer a motive, whoever has it."""
# From how many right motives on a chain that follows from a wrong one is carried: one motive everywhere is
# right once, and would carry the three others. The chain then costs half of what the motive did.
ENOUGH, AGAIN = 2, Fraction(1, 2)
FOLLOWS = "{} suit le mobile que vous aviez lu : elle n’est comptée fausse qu’en partie."


@key(ID)
def cap(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Each column beyond one answer everywhere; a chain that follows from a motive misread costs less."""
    features, people = plans.features(case), plans.people_heard(case)
    parts = {name: Part(name, typeset(label)) for name, label in LABELS.items()}

    def column(name: str, field: str, head: str, *more: object) -> PartMark:
        return cards.column(parts[name], answers, field, head, *more, truth)

    chains = cards.seconds(truth, people)
    marks = [
        column(
            "lines-advantages",
            LINES,
            "advantage",
            cards.firsts(truth, features),
            features,
            plans.advantages(case),
        ),
        column("lines-proofs", LINES, "proof", cards.seconds(truth, features), features, plans.proofs(case)),
        column("people-motives", PEOPLE, "motive", cards.firsts(truth, people), people, plans.motives(case)),
        _carried(
            column("people-chains", PEOPLE, "chain", chains, people, plans.chains(case)),
            case,
            truth,
            answers,
            chains,
        ),
    ]
    return combine(marks, WEIGHTS)


def follows(case: Case, motive: str | None, chain: str | None) -> bool:
    """Whether a chain answers a motive, both by their codes."""
    named, told = dict(plans.motives(case)).get(motive or ""), dict(plans.chains(case)).get(chain or "")
    return named is not None and told in map(typeset, SERVED[named])


def kept(motives: Mapping[str, set[str]], chains: Mapping[str, set[str]]) -> Fraction:
    """What is left of a chain that follows from a motive misread: both columns weigh the same."""
    one, other = (len(found) - cards.chance(found) for found in (chains, motives))
    return 1 - AGAIN * one / other


def _carried(
    mark: PartMark, case: Case, truth: Truth, answers: Answers, right: Mapping[str, set[str]]
) -> PartMark:
    """Add half of each chain that is wrong for the person, and follows from a motive misread."""
    motives, known = cards.firsts(truth, plans.people_heard(case)), dict(plans.people_heard(case))
    own = {code: answers.cell(PEOPLE, code, "motive").value for code in right}
    told = {code: answers.cell(PEOPLE, code, "chain").value for code in right}
    if sum(own[code] in motives[code] for code in right) < ENOUGH:
        return mark
    carried = [
        code
        for code in right
        if told[code] not in right[code]
        and own[code] not in motives[code]
        and follows(case, own[code], told[code])
    ]
    if not carried:
        return mark
    hits = sum(told[code] in right[code] for code in right) + kept(motives, right) * len(carried)
    fraction = float(beyond_chance(hits, cards.chance(right), len(right)))
    names = listing([known[code].partition("\u00a0:")[0] for code in carried])
    said = f"{mark.message} {FOLLOWS.format(f'Pour {names}, la chaîne')}"
    return replace(mark, fraction=fraction, verdict=verdict_of(fraction), message=typeset(said), carried=True)


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    features, people = plans.features(case), plans.people_heard(case)
    right = {
        "advantage": cards.firsts(truth, features),
        "proof": cards.seconds(truth, features),
        "motive": cards.firsts(truth, people),
        "chain": cards.seconds(truth, people),
    }
    named = dict(zip(right, WEIGHTS, strict=True))
    weight = {head: WEIGHTS[part] / sum(WEIGHTS.values()) for head, part in named.items()}
    fields = {LINES: ("advantage", "proof"), PEOPLE: ("motive", "chain")}

    def raw(**changes: Mapping[str, str]) -> Raw:
        """Right in all, but for what is changed in a column."""
        columns = {head: {**cards.one(right[head]), **changes.get(head, {})} for head in right}
        return {
            field: {code: {head: columns[head][code] for head in heads} for code in columns[heads[0]]}
            for field, heads in fields.items()
        }

    def swapped(label: str, head: str, chosen: str) -> Specimen:
        """The first item that another answer is right for takes that one."""
        code = next(code for code in right[head] if chosen not in right[head][code])
        return Specimen(label, raw(**{head: {code: chosen}}), 1 - weight[head] * cards.lost(right[head]))

    def coded(choices: tuple[tuple[str, str], ...], used: set[str]) -> list[str]:
        return [code for code, _ in choices if code not in used]

    again = coded(plans.advantages(case), {one for found in right["advantage"].values() for one in found})
    empty = coded(plans.proofs(case), {one for found in right["proof"].values() for one in found})
    idle = next(code for code, text in plans.chains(case) if text.startswith("La cuve"))
    person, other = list(right["motive"])[:2]
    motives = dict(plans.motives(case))
    # A motive that nobody has, and the chain that answers it, for a person whose own chain is another.
    misread, chain = next(
        (motive, told)
        for motive in motives
        for told, _ in plans.chains(case)
        if motive not in right["motive"][person]
        and follows(case, motive, told)
        and told not in right["chain"][person]
    )
    half = weight["motive"] * cards.lost(right["motive"]) / 2
    everything = {
        field: {code: dict.fromkeys(heads, "") for code in right[heads[0]]} for field, heads in fields.items()
    }
    found = [
        Specimen("right", raw(), 1.0),
        *(swapped(f"a feature said again: no. {n}", "advantage", code) for n, code in enumerate(again, 1)),
        *(swapped(f"a claim for a proof: no. {n}", "proof", code) for n, code in enumerate(empty, 1)),
        swapped("another's advantage", "advantage", cards.one(right["advantage"])[features[-1][0]]),
        swapped("another's proof", "proof", cards.one(right["proof"])[features[-1][0]]),
        swapped("a keyword for a motive", "motive", misread),
        swapped("another's chain", "chain", cards.one(right["chain"])[other]),
        swapped("a chain that nobody waits for", "chain", idle),
        Specimen(
            "a motive misread, and the chain that follows",
            raw(motive={person: misread}, chain={person: chain}),
            1 - weight["motive"] * cards.lost(right["motive"]) - half,
        ),
        Specimen("lines only", {LINES: raw()[LINES]}, 5 / 9),
        Specimen("people only", {PEOPLE: raw()[PEOPLE]}, 4 / 9),
        Specimen(
            "advantages only",
            {LINES: {code: {"advantage": one} for code, one in cards.one(right["advantage"]).items()}},
            weight["advantage"],
        ),
        Specimen(
            "one line left blank",
            {**raw(), LINES: dict(list(raw()[LINES].items())[1:])},
            1
            - weight["advantage"] * cards.lost(right["advantage"])
            - weight["proof"] * cards.lost(right["proof"]),
        ),
        *blank({LINES: {}, PEOPLE: {}}, everything),
        *garbled({LINES: "?", PEOPLE: ["?"]}, {PEOPLE: {person: {"motive": "ghost", "chain": 3}}}),
    ]
    for head, choices in (("motive", plans.motives(case)), ("chain", plans.chains(case))):
        found += (
            Specimen(
                f"{head} no. {rank} everywhere",
                {PEOPLE: {code: {head: choice} for code in right[head]}},
                0.0,
            )
            for rank, (choice, _) in enumerate(choices, 1)
        )
    return found
