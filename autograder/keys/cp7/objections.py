"""cp7-objections: ten objections, real or sham, what is due first, a reply to each; two second assaults."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from autograder.keys.answers import Answers, Entry
from autograder.keys.cp7 import cards
from autograder.keys.primitives import beyond_chance, combine, eliminated, mark_match
from autograder.keys.primitives.choices import TOLD
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import Raw, blank, garbled
from autograder.keys.talks import begun
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import count, number, quoted, typeset
from ntc.lessons.cp7 import plans

ID = "cp7-objections"
HEARD, REPLIES, ASSAULTS = (f"{ID}-{part}" for part in ("heard", "replies", "assaults"))
KINDS, TECHNIQUES = "heard-kinds", "heard-techniques"
WEIGHTS = {KINDS: 2.0, TECHNIQUES: 2.0, "replies": 6.0, "assaults": 2.0}
LABELS = {
    KINDS: "Dix objections : vraie, ou prétexte",
    TECHNIQUES: "Les objections vraies : ce que l’on fait d’abord",
}
REAL, SHAM = "real", "sham"
KIND = {"vraie": REAL, "prétexte": SHAM}
TECHNIQUE = {
    "écouter": "listen",
    "creuser": "dig",
    "reformuler": "rephrase",
    "répondre": "answer",
    "vérifier": "check",
}
FOUR = Fraction(1, 4)
"""What one reply of four is right by chance."""
DISPARAGED = "dénigre"

REAL_TAKEN = "Ce que l’on voit confirme ce qui est dit : le frein est réel."
SHAM_TAKEN = "Ce que l’on voit ne va pas avec ce qui est dit : autre chose retient."
CHOSEN = {
    "listen": "Personne ici ne garde un grief : rien n’est à déposer avant de parler.",
    "dig": "Vous en savez déjà assez : que vous faut-il de plus ?",
    "rephrase": "C’est dit droit : le redire autrement n’avance à rien.",
    "answer": "Trop tôt : un argument, à cet instant, n’est pas entendu, ou tombe à côté.",
    "check": "Aucun fait n’est en doute : il n’y a rien à contrôler.",
}
"""What to say of a first move that was chosen wrongly: never which is the right one."""
FLAWED = {
    "argumente": "vous argumentez avant de creuser : on n’écoute pas qui plaide",
    "cède": "vous payez pour faire taire ; le frein, lui, reste",
    "esquive": "vous laissez partir la question, et l’affaire avec elle",
    DISPARAGED: "vous rabaissez quelqu’un",
}
OF = "{} : {}."
MORE = "{} à revoir."
ALL_SAID = "Dix répliques qui font parler, ou qui répondent juste."
UNFINISHED = "Il reste des objections sans réplique."
FATAL = "Dénigrer ôte tous les points des répliques, comme annoncé. {} Un fait suffit, sans personne dessous."
FATAL_NOTED = "Un confrère, ou une personne, est dénigré devant le client."
NOTED = {
    "cède": "Une remise ou un cadeau est offert pour faire taire une objection.",
    "argumente": "Un argument est donné avant toute question.",
    "esquive": "Une objection est laissée sans réponse.",
}


@key(ID)
def objections(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Kinds beyond five of ten, first moves beyond one of five, replies beyond one of four, both assaults."""
    parts = exercises.load()[ID].parts
    kinds, techniques = (Part(name, typeset(label)) for name, label in LABELS.items())
    return combine(
        [
            _kinds(kinds, answers, case, truth),
            _techniques(techniques, answers, case, truth),
            _replies(parts["replies"], answers.entry(REPLIES), case, truth),
            _assaults(parts["assaults"], answers.entry(ASSAULTS), case, truth),
        ],
        WEIGHTS,
    )


def kinds_of(case: Case, truth: Truth) -> dict[str, str]:
    """Real or sham, by objection, as the id of its option."""
    labels = truth.of("objections")
    return {code: KIND[labels[code].kind] for code in plans.objections(case)}


def due(case: Case, truth: Truth) -> dict[str, str]:
    """What is due first, of the real ones, as the id of its option."""
    labels = truth.of("objections")
    return {
        code: TECHNIQUE[labels[code].technique]
        for code, kind in kinds_of(case, truth).items()
        if kind == REAL
    }


def _kinds(part: Part, answers: Answers, case: Case, truth: Truth) -> PartMark:
    right = {code: {kind} for code, kind in kinds_of(case, truth).items()}
    why = {
        (code, other): REAL_TAKEN if kind == {REAL} else SHAM_TAKEN
        for code, kind in right.items()
        for other in (REAL, SHAM)
    }
    options = exercises.load()[ID].options["kinds"]
    entry = answers.column(HEARD, "kind")
    return mark_match(part, entry, right, _short(case), options, why, cards.chance(right))


def _techniques(part: Part, answers: Answers, case: Case, truth: Truth) -> PartMark:
    """Of the real ones alone: what is noted beside a sham counts for nothing."""
    right = {code: {move} for code, move in due(case, truth).items()}
    items = {code: text for code, text in _short(case).items() if code in right}
    why = {(code, move): said for code in right for move, said in CHOSEN.items()}
    options = exercises.load()[ID].options["techniques"]
    entry = answers.column(HEARD, "technique")
    return mark_match(part, entry, right, items, options, why, cards.chance(right))


def _short(case: Case) -> dict[str, str]:
    """What is said, by objection, without what one sees: to quote it."""
    known = {row.obj_id: row.text for row in case.objections}
    return {code: begun(known[code]) for code in plans.objections(case)}


def _replies(part: Part, entry: Entry, case: Case, truth: Truth) -> PartMark:
    """The share of good replies, beyond a fourth; nothing if one of them disparages."""
    labels, flaws = truth.of("objections"), truth.of("objection_replies")
    said = {row.reply_id: row.text for row in case.objection_replies}
    asked = plans.objections(case)
    expected = " · ".join(said[labels[code].best] for code in asked)
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    made: Sequence[str] = entry.value
    wrong = [code for code in made if flaws[code].flaw]
    fraction = beyond_chance(len(made) - len(wrong), FOUR * len(asked), len(asked))
    told = [OF.format(quoted(begun(said[code])), FLAWED[flaws[code].flaw]) for code in wrong[:TOLD]]
    if len(wrong) > TOLD:
        told.append(MORE.format(count(len(wrong) - TOLD, "autre réplique", "autres répliques")))
    if len(made) < len(asked):
        told.append(UNFINISHED)
    found = {flaws[code].flaw for code in wrong}
    mark = question_mark(
        part,
        float(fraction),
        " ".join(told) or ALL_SAID,
        given=f"{number(len(made) - len(wrong))} sur {number(len(asked))}",
        expected=expected,
        noted=[text for flaw, text in NOTED.items() if flaw in found],
    )
    harm = [code for code in wrong if flaws[code].flaw == DISPARAGED]
    if not harm:
        return mark
    why = FATAL.format(" ".join(OF.format(quoted(begun(said[code])), FLAWED[DISPARAGED]) for code in harm))
    return eliminated(mark, why, FATAL_NOTED)


def _assaults(part: Part, entry: Entry, case: Case, truth: Truth) -> PartMark:
    items, choices = plans.assaults(case), plans.reactions(case)
    reasons, right = truth.of("quiz_choices"), cards.firsts(truth, items)
    why = {(code, choice): reasons[choice].reason for code in right for choice, _ in choices}
    return mark_match(part, entry, right, dict(items), dict(choices), why, cards.chance(right))


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    labels, flaws = truth.of("objections"), truth.of("objection_replies")
    asked, kinds, first = plans.objections(case), kinds_of(case, truth), due(case, truth)
    best = [labels[code].best for code in asked]
    assaults = cards.one(cards.firsts(truth, plans.assaults(case)))
    total = sum(WEIGHTS.values())

    def table(kind: Mapping[str, str], moves: Mapping[str, str]) -> Raw:
        return {code: {"kind": kind.get(code, ""), "technique": moves.get(code, "")} for code in asked}

    right: Raw = {HEARD: table(kinds, first), REPLIES: best, ASSAULTS: assaults}

    def flawed(flaw: str) -> list[list[str]]:
        """The best replies, but for one that has a flaw, wherever there is one."""
        return [
            [*best[:rank], row.reply_id, *best[rank + 1 :]]
            for rank, code in enumerate(asked)
            for row in case.objection_replies
            if row.obj_id == code and flaws[row.reply_id].flaw == flaw
        ]

    reply = WEIGHTS["replies"] / (len(asked) * 3 / 4) / total
    kind, move = 2 / 5 / total, 2 / 4 / total
    real, sham = (next(code for code in asked if kinds[code] == each) for each in (REAL, SHAM))
    moves = list(CHOSEN)
    choices = dict(plans.reactions(case))
    item = next(iter(assaults))
    poor = [next(row for row in case.objection_replies if row.obj_id == code) for code in asked]
    return [
        Specimen("right", right, 1.0),
        Specimen(
            "right, and a first move noted beside shams too",
            {**right, HEARD: table(kinds, {code: first.get(code, "dig") for code in asked})},
            1.0,
        ),
        Specimen(
            "a real one taken for a sham", {**right, HEARD: table({**kinds, real: SHAM}, first)}, 1 - kind
        ),
        Specimen("a sham taken for real", {**right, HEARD: table({**kinds, sham: REAL}, first)}, 1 - kind),
        *(
            Specimen(
                f"{other} where {first[code]} is due",
                {**right, HEARD: table(kinds, {**first, code: other})},
                1 - move,
            )
            for code in first
            for other in moves
            if other != first[code]
        ),
        *(
            Specimen(f"one reply: {flaw}, no. {rank}", {**right, REPLIES: path}, 1 - reply)
            for flaw in NOTED
            for rank, path in enumerate(flawed(flaw), 1)
        ),
        *(
            Specimen(f"somebody is disparaged: no. {rank}", {**right, REPLIES: path}, 0.5)
            for rank, path in enumerate(flawed(DISPARAGED), 1)
        ),
        *(
            Specimen(
                f"an assault, and one does this: {choices[code]}",
                {**right, ASSAULTS: {**assaults, item: code}},
                1 - WEIGHTS["assaults"] / total,
            )
            for code in choices
            if code != assaults[item]
        ),
        Specimen("half of the replies", {REPLIES: best[:5]}, 6 / total * (5 - 2.5) / 7.5),
        Specimen("two replies", {REPLIES: best[:2]}, 0.0),
        Specimen("kinds and moves only", {HEARD: right[HEARD]}, 4 / total),
        Specimen("kinds only", {HEARD: table(kinds, {})}, 2 / total),
        Specimen("assaults only", {ASSAULTS: assaults}, 2 / total),
        *(
            Specimen(f"all of them: {each}", {HEARD: table(dict.fromkeys(asked, each), {})}, 0.0)
            for each in (REAL, SHAM)
        ),
        *(Specimen(f"always: {each}", {HEARD: table({}, dict.fromkeys(asked, each))}, 0.0) for each in moves),
        *blank({HEARD: {}, REPLIES: [], ASSAULTS: {}}),
        *garbled({HEARD: "?", REPLIES: [poor[1].reply_id], ASSAULTS: {item: "ghost"}}, {REPLIES: ["ghost"]}),
    ]
