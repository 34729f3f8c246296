"""Question ouverte: one question of forty; what it is, or a better way to ask the same thing."""

import random
from dataclasses import dataclass, fields

from ntc.practice.draw import Draw, wrong

TITLE = "Ouverte, fermée, orientée"

_HINT = (
    "Que peut-on répondre à cette question ? Une histoire, un mot, la réponse qu’elle contient, une défense ?"
)


@dataclass(frozen=True)
class Asked:
    """One thing to learn, asked in five ways."""

    open: str
    closed: str
    leading: str
    double: str
    accusing: str


_NATURES = {
    "open": "ouverte : l’autre choisit sa réponse",
    "closed": "fermée : un mot suffit",
    "leading": "orientée : la réponse est dedans",
    "double": "double : deux questions en une",
    "accusing": "accusatrice : l’autre doit se défendre",
}
_SCENES = (
    (
        "Une boulangère, devant son four",
        Asked(
            "Comment se passe une nuit de cuisson ?",
            "Le four a-t-il plus de dix ans ?",
            "Ce four est trop petit, vous êtes bien d’accord ?",
            "Depuis quand l’avez-vous, et combien consomme-t-il ?",
            "Pourquoi n’avez-vous jamais fait régler ce four ?",
        ),
    ),
    (
        "Un patron de camping, à la veille de la saison",
        Asked(
            "Qu’est-ce qui change ici, quand les campeurs arrivent ?",
            "Le camping ouvre-t-il en avril ?",
            "Vous aimeriez mieux des sanitaires neufs, non ?",
            "Combien de places avez-vous, et qui les nettoie ?",
            "Comment avez-vous pu attendre mars pour y penser ?",
        ),
    ),
    (
        "La cadre d’une clinique, dans la réserve",
        Asked(
            "Racontez-moi une livraison, du quai jusqu’ici ?",
            "Le livreur vient-il le mardi ?",
            "Il vous faudrait plus de place, vous êtes bien d’accord ?",
            "Qui range les cartons, et que faites-vous des périmés ?",
            "Personne ne contrôle donc jamais les dates ?",
        ),
    ),
    (
        "Un maraîcher, près de sa chambre froide",
        Asked(
            "Qu’est-ce qui vous inquiète, un jour de forte chaleur ?",
            "La porte ferme-t-elle bien ?",
            "Un second groupe vous rassurerait, non ?",
            "Quelle température réglez-vous, et pour quels légumes ?",
            "Pourquoi n’avez-vous jamais changé ce joint ?",
        ),
    ),
    (
        "La gérante d’une laverie, à l’heure creuse",
        Asked(
            "Comment vos clients choisissent-ils leur machine ?",
            "Avez-vous douze machines ?",
            "Le paiement par carte vous manque, non ?",
            "Qui vide les caisses, et à quelle heure fermez-vous ?",
            "Comment avez-vous pu laisser trois machines en panne ?",
        ),
    ),
    (
        "Un carrossier, à la sortie de sa cabine",
        Asked(
            "Qu’est-ce qui vous fait dire qu’une teinte est bonne ?",
            "La cabine sert-elle tous les jours ?",
            "Une lampe de jour vous éviterait des erreurs, non ?",
            "Combien de voitures par jour, et qui prépare les teintes ?",
            "Personne ne vous a donc jamais montré à filtrer la peinture ?",
        ),
    ),
    (
        "La directrice d’un théâtre, sur le plateau",
        Asked(
            "Racontez-moi un soir où tout s’est bien passé ?",
            "Le rideau est-il motorisé ?",
            "Vous êtes bien d’accord que ces projecteurs chauffent trop ?",
            "Qui règle la lumière, et depuis quand travaille-t-il ici ?",
            "Pourquoi n’avez-vous jamais noté les réglages ?",
        ),
    ),
    (
        "Un brasseur, au pied de ses cuves",
        Asked(
            "Comment savez-vous qu’un brassin est réussi ?",
            "Brassez-vous le lundi ?",
            "Des cuves plus hautes vous simplifieraient la vie, non ?",
            "Combien de litres par brassin, et où les vendez-vous ?",
            "Comment avez-vous pu brasser sans thermomètre ?",
        ),
    ),
)
_WHY = {
    "open": "Elle laisse choisir la réponse : on raconte, et l’on dit ce que vous n’auriez pas demandé.",
    "closed": "Un oui, un non, un nombre y suffisent : utile pour vérifier, à la fin de l’entonnoir.",
    "leading": "La réponse est dans la question : on obtient un oui, et il ne vaut rien.",
    "double": "On répond à la plus facile des deux, et l’autre est perdue.",
    "accusing": "On se défend, et l’on ne raconte plus rien.",
}
_MISTAKEN = {
    "open": "Dites cette question à voix haute : l’autre est-il vraiment libre de sa réponse ?",
    "closed": "Un seul mot y suffit-il vraiment, et ce mot est-il libre ?",
    "leading": "Souffle-t-elle une réponse ? Cherchez laquelle.",
    "double": "Comptez ce qui est demandé : combien de réponses attend-elle ?",
    "accusing": "Met-elle l’autre en faute ? Sur quel mot ?",
}
_WORSE = {
    "closed": "Elle se ferme d’un mot : qu’apprendrez-vous de plus ?",
    "leading": "Elle souffle la réponse : ce oui-là ne vaut rien.",
    "double": "Deux questions : laquelle restera sans réponse ?",
    "accusing": "Elle met en faute : l’autre va se défendre.",
}


def draw(rng: random.Random) -> Draw:
    """Draw one of forty questions: its nature is asked, or a better way to put it."""
    (where, asked), nature = rng.choice(_SCENES), rng.choice([one.name for one in fields(Asked)])
    said = getattr(asked, nature)
    if nature == "open" or rng.random() < 0.5:
        return _nature(rng, where, said, nature)
    return _better(rng, where, asked, nature)


def _nature(rng: random.Random, where: str, said: str, nature: str) -> Draw:
    return Draw(
        statement=f"{where}, à {_hour(rng)}, vous dites : « {said} » On vous regarde.",
        ask="Quelle est cette question ?",
        unit="",
        right=nature,
        tolerance=0,
        slips=tuple(wrong(f"question-{key}", key, _MISTAKEN[key]) for key in _NATURES if key != nature),
        hint=_HINT,
        steps=(
            "Écoutez ce que l’on peut y répondre, plutôt que les mots par lesquels elle commence.",
            _WHY[nature],
            f"Elle est donc {_NATURES[nature]}.",
        ),
        options=tuple(_NATURES.items()),
    )


def _better(rng: random.Random, where: str, asked: Asked, nature: str) -> Draw:
    others = [key for key in _WORSE if key != nature]
    options = [(key, getattr(asked, key)) for key in ("open", *rng.sample(others, 2))]
    rng.shuffle(options)
    return Draw(
        statement=f"{where}, à {_hour(rng)}, vous alliez dire : « {getattr(asked, nature)} » Vous hésitez.",
        ask="Laquelle fera mieux parler ?",
        unit="",
        right="open",
        tolerance=0,
        slips=tuple(wrong(f"wording-{key}", key, _WORSE[key]) for key, _ in options if key != "open"),
        hint=_HINT,
        steps=(
            f"Celle que vous alliez poser ne servait pas. {_WHY[nature]}",
            "La meilleure laisse l’autre choisir par où commencer.",
            f"« {asked.open} » {_WHY['open']}",
        ),
        options=tuple(options),
    )


def _hour(rng: random.Random) -> str:
    return f"{rng.randint(8, 17)} h {rng.randint(10, 59)}"
