"""cp1-facts: eighteen sentences told apart, nine documents judged, and what fails in those that fail."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from fractions import Fraction

from autograder.keys.answers import Answers, Entry
from autograder.keys.primitives import combine, mark_match
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.mark import Mark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.lessons.cp1 import plans

ID = "cp1-facts"
NATURES, VERDICTS, FLAWS = (f"{ID}-{part}" for part in ("natures", "verdicts", "flaws"))
WEIGHTS = {"natures": 8.0, "verdicts": 3.0, "flaws": 3.0}
# Options by the label that the generator laid down.
NATURE = {"fait": "fact", "à vérifier": "check", "opinion": "opinion"}
VERDICT = {"fiable": "sound", "à recouper": "cross", "à écarter": "drop"}
FLAW = {
    "aucun": "none",
    "commanditaire": "sponsor",
    "champ": "scope",
    "sans preuve": "proof",
    "témoignage isolé": "witness",
    "non signé": "unsigned",
}
# A flaw found in more documents than this was not looked for: there it counts only where it is the first one.
AT_MOST = 3
STUDY = "étude"

COUNTED = "Un chiffre ne fait pas un fait : qui l’a compté ?"
UNSAID = "Cela pourrait se vérifier, mais rien ici ne dit comment on le sait."
AGREED = "On peut être d’accord ; cela reste un avis."
HEDGED = "Le conditionnel est un indice, non une preuve : ici, le document dit comment on le sait."
SHOWN = "Cela se vérifie, et le document dit comment."
JUDGED = "Aucune mesure ne trancherait : c’est un jugement."
SETTLED = "Une mesure trancherait : ce n’est pas un jugement, c’est une affirmation dont la preuve manque."
WHO_PAYS = "« Étude » ne dit pas qui paie."
COPIED = "Dix sources qui se recopient n’en font qu’une."
_CONDITIONAL = re.compile(r"\w(rait|raient)\b")


@key(ID)
def facts(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Each part beyond what chance would bring: six sentences of eighteen, three documents of nine."""
    exercise = exercises.load()[ID]
    titles = dict(plans.documents(case))
    flaws = flawed(case, truth, answers.entry(FLAWS).value or {})
    marks = [
        mark_match(
            exercise.parts["natures"],
            answers.entry(NATURES),
            natures(case, truth),
            {row.st_id: row.text.rstrip(".") for row in _sentences(case)},
            exercise.options["natures"],
            _reasons(case, truth),
            chance=6,
        ),
        mark_match(
            exercise.parts["verdicts"],
            answers.entry(VERDICTS),
            verdicts(case, truth),
            titles,
            exercise.options["verdicts"],
            _why(case, truth, exercise.options["verdicts"]),
            chance=3,
        ),
        mark_match(
            exercise.parts["flaws"],
            answers.entry(FLAWS),
            flaws,
            {code: titles[code] for code in flaws},
            exercise.options["flaws"],
            _why(case, truth, exercise.options["flaws"]),
            chance=luck(flawed(case, truth, {}).values()),
        ),
    ]
    spread = _spread(answers.entry(FLAWS))
    comments = [COPIED] if spread == FLAW["non signé"] else []
    return combine(marks, WEIGHTS, comments)


def natures(case: Case, truth: Truth) -> dict[str, set[str]]:
    """What each sentence asked about is."""
    labels = truth.of("statements")
    return {row.st_id: {NATURE[labels[row.st_id].nature]} for row in _sentences(case)}


def verdicts(case: Case, truth: Truth) -> dict[str, set[str]]:
    """What to do with each document asked about."""
    labels = truth.of("market_docs")
    return {code: {VERDICT[labels[code].reliability]} for code, _ in plans.documents(case)}


def flawed(case: Case, truth: Truth, given: Mapping[str, str]) -> dict[str, set[str]]:
    """The flaws accepted of each document that has one; those that hold as well, unless given everywhere.

    What has no flaw is judged by its verdict: it is not asked twice.
    """
    labels, found = truth.of("market_docs"), {}
    asked = [code for code, _ in plans.documents(case) if labels[code].flaw != "aucun"]
    times = Counter(given[code] for code in asked if code in given)
    for code in asked:
        also = {FLAW[name] for name in filter(None, (labels[code].flaw_also or "").split(", "))}
        found[code] = {FLAW[labels[code].flaw], *(flaw for flaw in also if times[flaw] <= AT_MOST)}
    return found


def luck(accepted: Collection[Collection[str]]) -> Fraction:
    """How many documents a draw among the five flaws gets right, and half of one more.

    What a draw falls short of its mean is not taken off, what it gets beyond would be paid.
    """
    return Fraction(sum(map(len, accepted)), len(FLAW) - 1) + Fraction(1, 2)


def _spread(entry: Entry) -> str:
    """The flaw that was given to more documents than it can be the first one of; nothing when none was."""
    flaw, times = (Counter((entry.value or {}).values()).most_common(1) or [("", 0)])[0]
    return flaw if times > AT_MOST else ""


def _sentences(case: Case) -> list:
    return plans.judged_sentences(case)


def _reasons(case: Case, truth: Truth) -> dict[tuple[str, str], str]:
    """What to say of a sentence told for what it is not."""
    right, reasons = natures(case, truth), {}
    for row in _sentences(case):
        figure = any(map(str.isdigit, row.text))
        said = {
            ("check", "fact"): COUNTED if figure else UNSAID,
            ("opinion", "fact"): AGREED,
            ("fact", "check"): HEDGED if _CONDITIONAL.search(row.text) else SHOWN,
            ("opinion", "check"): JUDGED,
            ("fact", "opinion"): SHOWN,
            ("check", "opinion"): SETTLED,
        }
        (nature,) = right[row.st_id]
        reasons |= {(row.st_id, given): why for (known, given), why in said.items() if known == nature}
    return reasons


def _why(case: Case, truth: Truth, choices: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Why a document is worth what it is worth, whatever else was said of it."""
    labels = truth.of("market_docs")
    types = {row.doc_id: row.type for row in case.market_docs}
    reasons = {}
    for code, _ in plans.documents(case):
        paid = types[code] == STUDY and labels[code].flaw == "commanditaire"
        why = f"{labels[code].reason} {WHO_PAYS if paid else ''}".rstrip()
        reasons |= {(code, given): why for given in choices}
    return reasons


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    right = {
        NATURES: {code: next(iter(found)) for code, found in natures(case, truth).items()},
        VERDICTS: {code: next(iter(found)) for code, found in verdicts(case, truth).items()},
        FLAWS: {code: FLAW[truth.of("market_docs")[code].flaw] for code, _ in plans.documents(case)},
    }
    accepted = flawed(case, truth, {})
    beyond = float(6 - luck(accepted.values()))
    unit = {NATURES: 8 / 14 / 12, VERDICTS: 3 / 14 / 6, FLAWS: 3 / 14 / beyond}
    kinds: dict[str, list[str]] = {}
    for code, nature in right[NATURES].items():
        kinds.setdefault(nature, []).append(code)
    failing = list(accepted)
    sound = next(code for code in right[FLAWS] if code not in accepted)

    def changed(label: str, lost: float, field: str, **codes: str) -> Specimen:
        return Specimen(label, {**right, field: {**right[field], **codes}}, 1 - lost)

    others = [
        (code, flaw) for code, flaws in accepted.items() for flaw in sorted(flaws - {right[FLAWS][code]})
    ]
    missed = next(
        (code, flaw)
        for code in failing
        for flaw in FLAW.values()
        if flaw != "none" and flaw not in accepted[code]
    )
    return [
        Specimen("right", right, 1.0),
        *(changed(f"{flaw} holds of {code} as well", 0, FLAWS, **{code: flaw}) for code, flaw in others),
        *(
            changed(
                f"a sentence that is {nature} told for {other}", unit[NATURES], NATURES, **{codes[0]: other}
            )
            for nature, codes in kinds.items()
            for other in NATURE.values()
            if other != nature
        ),
        changed("three sentences", 3 * unit[NATURES], NATURES, **dict.fromkeys(kinds["check"][:3], "fact")),
        changed("the study kept", unit[VERDICTS], VERDICTS, **{failing[0]: "sound"}),
        changed("a flaw that is none of it", unit[FLAWS], FLAWS, **dict([missed])),
        changed("no flaw where there is one", unit[FLAWS], FLAWS, **{failing[0]: "none"}),
        changed("a flaw in what is sound", 0, FLAWS, **{sound: "sponsor"}),
        Specimen("sentences only", {NATURES: right[NATURES]}, 8 / 14),
        Specimen("documents only", {VERDICTS: right[VERDICTS]}, 3 / 14),
        *(
            Specimen(f"{nature} everywhere", {NATURES: dict.fromkeys(right[NATURES], nature)}, 0.0)
            for nature in NATURE.values()
        ),
        *(
            Specimen(f"{verdict} everywhere", {VERDICTS: dict.fromkeys(right[VERDICTS], verdict)}, 0.0)
            for verdict in VERDICT.values()
        ),
        *(
            Specimen(f"{flaw} everywhere", {FLAWS: dict.fromkeys(right[FLAWS], flaw)}, 0.0)
            for flaw in FLAW.values()
        ),
        *blank({NATURES: {}, VERDICTS: {}, FLAWS: {}}),
        *garbled({NATURES: {"?": "fact"}}, {VERDICTS: ["fact"]}, {FLAWS: "?"}),
    ]
