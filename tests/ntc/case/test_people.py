"""Functions take the gender of whoever holds them, on every variant of the data."""

from ntc.case import VARIANTS, load, people

# Worked out by reading the tables: first names of men, and those of either, left in the masculine.
MEN = {
    "Adrien", "Alain", "Alban", "Alexis", "André", "Antoine", "Aurélien", "Bastien", "Benoît", "Brice",
    "Bruno", "Camille", "Claude", "Corentin", "Cyril", "Cyrille", "Damien", "David", "Denis", "Didier",
    "Dominique", "Emmanuel", "Fabrice", "Florent", "Franck", "François", "Frédéric", "Gildas",
    "Grégory", "Guillaume", "Guénolé", "Hugo", "Jacques", "Jean-Luc", "Jean-Marc", "Johann", "Josselin",
    "Joël", "Julien", "Jérôme", "Kévin", "Laurent", "Lionel", "Loïc", "Luc", "Ludovic", "Malo",
    "Manuel", "Marc", "Maxime", "Michel", "Mickaël", "Nicolas", "Olivier", "Pascal", "Philippe",
    "Quentin", "Raphaël", "Romain", "Ronan", "Rémi", "Samuel", "Stéphane", "Sébastien", "Tanguy",
    "Thibault", "Thierry", "Thomas", "Théo", "William", "Yann", "Yoann", "Youenn", "Yvon",
}  # fmt: skip


def test_every_first_name_is_known():
    names = {
        person.name for variant in VARIANTS for person in (*load(variant).staff, *load(variant).salespeople)
    }
    assert {name for name in names if people.is_woman(name) == (name.split()[0] in MEN)} == set()


def test_a_function_is_said_of_a_woman_or_of_a_man():
    assert people.function("Chef des ventes", "Fabienne Cochonneau") == "Cheffe des ventes"
    assert people.function("Chef des ventes", "Damien Lardinais") == "Chef des ventes"
    assert people.function("Directeur commercial", "Viviane Vassérioux") == "Directrice commerciale"
    assert people.function("Bureau d’études", "Noémie Grimolin") == "Bureau d’études"


def test_every_function_that_has_a_gender_is_known():
    """Whatever begins with a person's noun; the others name a service, or a word of both genders."""
    roles = {person.role for variant in VARIANTS for person in load(variant).staff}
    gendered = {role for role in roles if role.split()[0] in ("Directeur", "Chef", "Télévendeur")}
    assert len(gendered) == 5
    assert all(people.function(role, "Fabienne X") != role for role in gendered)
