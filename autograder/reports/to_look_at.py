"""What a formateur is told to look at (*à regarder*), in prudent French: nothing says that it is wrong."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from autograder.reports.suspects import KEY, VARIANT, Suspect, suspects
from ntc.catalogue import lessons
from ntc.french import half_up, listing, pct, plural, quoted, typeset

if TYPE_CHECKING:
    import pandas as pd


def sentences(answers: "pd.DataFrame", names: Mapping[str, str]) -> Iterable[str]:
    """Say what stands out of a class's answers, one sentence each; ``names`` are those of learners."""
    titles = {each.name: each.title for each in lessons()}
    by_question = answers.groupby(["exercise", "part"], sort=False)
    for found in suspects(answers):
        if found.kind == VARIANT:
            yield typeset(_variant(found, names, titles.get(found.lesson, found.lesson)))
            continue
        of_it = by_question.get_group((found.exercise, found.part))
        first = of_it.iloc[0]
        about = f"{quoted(first['label'].rstrip('.'))}, dans {quoted(first['title'])}"
        right = int((of_it["verdict"] == "right").sum())
        yield typeset(_key(found, about, right) if found.kind == KEY else _rest(about))


def _key(found: Suspect, about: str, right: int) -> str:
    rest = f"{right} {plural(right, 'est juste', 'sont justes')}" if right else "aucune n’est juste"
    return (
        f"{about} : {len(found.learners)} réponses sur {found.of} s’écartent du corrigé de la même façon, "
        f"qui n’est pas une erreur qu’il connaît ; {rest}. L’énoncé et le corrigé sont à regarder."
    )


def _rest(about: str) -> str:
    return (
        f"{about} : ceux qui réussissent le reste la manquent plus souvent que les autres. La question est à "
        "regarder."
    )


def _variant(found: Suspect, names: Mapping[str, str], lesson: str) -> str:
    who = [names.get(learner, learner) for learner in found.learners]
    here, elsewhere = (pct(half_up(share, 2)) for share in (found.here, found.elsewhere))
    told = (
        f"Jeu de données {found.variant}, leçon {quoted(lesson)} : {listing(who)} y "
        f"{plural(len(who), 'réussit', 'réussissent')} {here} de ce qui est demandé, contre {elsewhere} dans "
        "les autres leçons, et un tel écart ne vient guère du hasard."
    )
    if len(who) > 1:
        return f"{told} Ce jeu est à regarder."
    return f"{told} Ce jeu est à regarder avec la personne : un seul cas ne permet pas de trancher."
