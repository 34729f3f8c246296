"""cp3-content: eight drafts, each in its place or refused, and why; three lines of a profile."""

from collections import Counter
from collections.abc import Mapping, Sequence

from autograder.keys.answers import Answers
from autograder.keys.primitives import combine, eliminated, mark_match, mark_set
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import number, quoted
from ntc.lessons.cp3 import plans

ID = "cp3-content"
DRAFTS, REFUSED, PROFILE = (f"{ID}-{part}" for part in ("drafts", "refused", "profile"))
WEIGHTS = {"drafts": 3.0, "refused": 1.5, "profile": 1.5}
# Two drafts belong on each pile: to put all on one of them gets two right.
ALIKE = 2
INVITATION = "Une invitation, au nom de la personne"
UNPUBLISHED = {
    "Il promet pour l’environnement, sans document": "Sans document, pas de promesse.",
    "Il montre un client sans son accord écrit": "Sans accord écrit, ni nom ni photo.",
    "Il rabaisse un confrère": "Un mot contre un confrère se retourne contre nous, qu’il soit nommé ou non.",
}
"""By the flaw that bars a draft, what to say to whoever would publish it."""
BY_NAME = "Une invitation se reçoit à son nom."
FORBIDDEN = (
    "Vous publieriez un texte qui ne doit pas sortir : à lui seul, ce point ôte toute valeur à l’exercice."
)
FORBIDDEN_NOTED = "Un texte qui ne doit pas sortir est placé pour publication."
OTHER_DRAFT = "{} peut sortir : rien ne l’interdit."
OTHER_REASON = "{} : ce n’est pas cela qui l’interdit."
NO_REASON = "{} : reste à dire pourquoi."
TWICE = "Le même brouillon est nommé deux fois."
BOTH = "Les deux brouillons, et pour chacun ce qui l’interdit."
WHO_READS = "Qui lit cette ligne sans vous connaître, et qu’en fera-t-il ?"


@key(ID)
def content(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Drafts beyond two in eight, reasons of the two refused, lines of the profile; nothing if one harms."""
    parts = exercises.load()[ID].parts
    drafts, entry = dict(plans.drafts(case)), answers.entry(DRAFTS)
    marks = [
        mark_match(
            parts["drafts"],
            entry,
            {code: {place} for code, place in placed(case, truth).items()},
            drafts,
            dict(plans.places(case)),
            _reasons(case, truth),
            chance=ALIKE,
        ),
        _refused(parts["refused"], answers, case, truth),
        _profile(parts["profile"], answers, case, truth),
    ]
    harmful = [code for code in flawed(case, truth) if _published(case, entry.value or {}, code)]
    if not harmful:
        return combine(marks, WEIGHTS)
    why = [
        FORBIDDEN,
        *(f"{quoted(drafts[code])} {UNPUBLISHED[_flaw(case, truth, code)]}" for code in harmful),
    ]
    return combine([eliminated(mark, " ".join(why), FORBIDDEN_NOTED) for mark in marks], WEIGHTS)


def placed(case: Case, truth: Truth) -> dict[str, str]:
    """Where each draft belongs."""
    labels = truth.of("quiz_items")
    return {code: labels[code].right for code, _ in plans.drafts(case)}


def flawed(case: Case, truth: Truth) -> dict[str, str]:
    """The drafts that must not go out, with the code of why."""
    labels = truth.of("quiz_items")
    return {code: labels[code].flaw for code, _ in plans.drafts(case) if labels[code].flaw}


def kept(case: Case, truth: Truth) -> frozenset[str]:
    """The lines of the profile that serve who reads it."""
    labels, stays = truth.of("quiz_items"), _stays(case)
    return frozenset(code for code, _ in plans.profile(case) if labels[code].right == stays)


def _stays(case: Case) -> str:
    """The code of what is said of a line to keep."""
    return next(
        row.choice_id
        for row in case.quiz_choices
        if (row.exercise, row.part, row.text) == (ID, "profil", "À garder")
    )


def _published(case: Case, given: Mapping[str, str], code: str) -> bool:
    return code in given and given[code] != plans.refused(case)


def _flaw(case: Case, truth: Truth, code: str) -> str:
    return dict(plans.flaws(case))[flawed(case, truth)[code]]


def _reasons(case: Case, truth: Truth) -> dict[tuple[str, str], str]:
    """What to say of a draft in a place that is not its own: what that place is for."""
    labels, places = truth.of("quiz_choices"), dict(plans.places(case))
    return {
        (code, place): BY_NAME if places[right] == INVITATION else labels[place].reason
        for code, right in placed(case, truth).items()
        for place in places
        if place != right
    }


def _refused(part: Part, answers: Answers, case: Case, truth: Truth) -> PartMark:
    """The drafts refused with what bars each, whichever is named first."""
    drafts, flaws, right = dict(plans.drafts(case)), dict(plans.flaws(case)), flawed(case, truth)
    expected = " · ".join(f"{drafts[code]} → {flaws[flaw]}" for code, flaw in right.items())
    entry = answers.column(REFUSED, "draft")
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    given = [
        (draft, answers.cell(REFUSED, row, "reason").value) for row, draft in (entry.value or {}).items()
    ]
    found = {draft for draft, reason in given if right.get(draft) == reason}
    shown = " · ".join(f"{drafts[draft]} → {flaws.get(reason, '—')}" for draft, reason in given)
    message = " ".join(_said(given, drafts, right)) or BOTH
    return question_mark(part, len(found) / len(right), message, given=shown, expected=expected)


def _said(
    given: Sequence[tuple[str, str | None]], drafts: Mapping[str, str], right: Mapping[str, str]
) -> list[str]:
    """What to say of each draft named, and of those that are not."""
    said = [
        (OTHER_DRAFT if draft not in right else OTHER_REASON if reason else NO_REASON).format(
            quoted(drafts[draft])
        )
        for draft, reason in given
        if right.get(draft) != reason or reason is None
    ]
    if max(Counter(draft for draft, _ in given).values()) > 1:
        said.append(TWICE)
    elif len(given) < len(right):
        said.append(f"{number(len(right) - len(given))} brouillon reste à nommer.")
    return said


def _profile(part: Part, answers: Answers, case: Case, truth: Truth) -> PartMark:
    """Three lines of six: with two of three, one still keeps a line that harms."""
    entry, right = answers.entry(PROFILE), kept(case, truth)
    labels = truth.of("quiz_items")
    astray = [
        labels[code].reason for code, _ in plans.profile(case) if code in (entry.value or set()) - right
    ]
    return mark_set(part, entry, right, dict(plans.profile(case)), " ".join([*astray, WHO_READS]))


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    where, bars, lines = placed(case, truth), flawed(case, truth), sorted(kept(case, truth))
    pile = plans.refused(case)
    one, other = bars
    right = {
        DRAFTS: where,
        REFUSED: {
            row: {"draft": draft, "reason": bars[draft]}
            for row, draft in zip(("first", "second"), bars, strict=True)
        },
        PROFILE: lines,
    }
    turned = dict(zip(("second", "first"), right[REFUSED].values(), strict=True))
    total = sum(WEIGHTS.values())
    card, reason = WEIGHTS["drafts"] / 6 / total, WEIGHTS["refused"] / 2 / total
    good = [code for code, place in where.items() if place != pile]
    wrong = next(code for code, _ in plans.flaws(case) if code not in bars.values())
    others = [code for code, _ in plans.profile(case) if code not in lines]

    def changed(label: str, fraction: float, **fields: object) -> Specimen:
        return Specimen(label, {**right, **{f"{ID}-{field}": raw for field, raw in fields.items()}}, fraction)

    def moved(draft: str, place: str) -> dict[str, str]:
        return {**where, draft: place}

    places = [code for code, _ in plans.places(case) if code != pile]
    return [
        Specimen("right", right, 1.0),
        changed("the refused named the other way round", 1.0, refused=turned),
        *(
            changed(f"{draft} in {place}", 1 - card, drafts=moved(draft, place))
            for draft in good[:2]
            for place in places
            if place != where[draft]
        ),
        changed("a useful draft held back", 1 - card, drafts=moved(good[0], pile)),
        *(
            changed(f"{draft} published in {place}", 0.0, drafts=moved(draft, place))
            for draft in bars
            for place in places
        ),
        changed("a draft left to place", 1 - card, drafts={k: v for k, v in where.items() if k != one}),
        changed(
            "another reason",
            1 - reason,
            refused={**right[REFUSED], "first": {"draft": one, "reason": wrong}},
        ),
        changed("no reason", 1 - reason, refused={**right[REFUSED], "first": {"draft": one, "reason": ""}}),
        changed(
            "the same one twice",
            1 - reason,
            refused={row: {"draft": one, "reason": bars[one]} for row in right[REFUSED]},
        ),
        changed(
            "a draft that may go out",
            1 - reason,
            refused={**right[REFUSED], "first": {"draft": good[0], "reason": bars[one]}},
        ),
        changed("one line that harms", 1 - WEIGHTS["profile"] / total, profile=[*lines[:2], others[0]]),
        changed("the lines that harm", 1 - WEIGHTS["profile"] / total, profile=others),
        Specimen("board only", {DRAFTS: where}, WEIGHTS["drafts"] / total),
        Specimen("reasons only", {REFUSED: right[REFUSED]}, WEIGHTS["refused"] / total),
        Specimen("nothing goes out", {DRAFTS: dict.fromkeys(where, pile)}, 0.0),
        *(Specimen(f"all in {place}", {DRAFTS: dict.fromkeys(where, place)}, 0.0) for place in places),
        *blank({DRAFTS: {}, REFUSED: {}, PROFILE: []}, {REFUSED: {"first": {"draft": "", "reason": ""}}}),
        *garbled({DRAFTS: {other: "?"}}, {REFUSED: ["?"]}, {PROFILE: [*lines, others[0]]}),
    ]
