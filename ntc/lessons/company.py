"""The words of the case that any lesson's prose may name: company, sector, people, the day of the story."""

from ntc.case import Case, people
from ntc.french import day_in_full, elided, typeset

_HEAD = "Chef des ventes"


def names(case: Case) -> dict[str, str]:
    """The company, its sector, who left it and who leads the sales (« chef des ventes »), in French."""
    company = case.company
    return {
        "entreprise": company.name,
        "secteur": company.sector,
        "predecesseur": company.ntc_name,
        "date-du-jour": day_in_full(company.story_date),
        **_head_of_sales(case),
    }


def after(case: Case, *words: str) -> dict[str, str]:
    """Names of people after a word that is elided before a vowel: « que-predecesseur » is « qu’Alice … »."""
    known, found = names(case), {}
    for word in words:
        small, name = word.split("-", 1)
        found[word] = elided(small, known[name])
    return found


def inside(label: str) -> str:
    """A label of the case as it is written inside a sentence: « compresseur à vis »."""
    return typeset(label[0].lower() + label[1:])


def office(case: Case, function: str) -> str:
    """A function of the house inside a sentence, said of who holds it: « cheffe des ventes »."""
    held = [person for person in case.staff if person.role.lower() == function]
    return inside(people.function(held[0].role, held[0].name)) if held else function


def _head_of_sales(case: Case) -> dict[str, str]:
    """Who asks for the work, and the function as it is said of a man or of a woman."""
    name = people.holder(case, _HEAD)
    said = inside(people.function(_HEAD, name))
    article = "la" if people.is_woman(name) else "le"
    return {
        "chef-des-ventes": name,
        "fonction-chef": said,
        "le-chef": f"{article} {said}",
        "au-chef": f"à la {said}" if article == "la" else f"au {said}",
        "votre-chef": f"votre {said.split()[0]}",
    }
