"""Signal ou pas: what a client says near the end; a signal, an information, an objection, a way out."""

import random

from ntc.french import eur
from ntc.practice.draw import Draw, wrong

TITLE = "Signal ou pas ?"

_OPTIONS = (
    ("signal", "un signal d’achat : on répond, puis on propose une suite"),
    ("information", "une information : on la note, et l’on continue de questionner"),
    ("objection", "une objection : on la creuse avant d’y répondre"),
    ("exit", "une sortie : on demande ce qui manque, et l’on prend date"),
)
_HINT = "La phrase parle-t-elle d’après l’achat, de l’affaire telle qu’elle est, d’un frein, ou de la porte ?"
_SCENES = (
    ("Un vendeur de fours", "une boulangère", "le four"),
    ("Une vendeuse de chariots", "le patron d’une pépinière", "le chariot"),
    ("Un vendeur de stores", "la gérante d’un café", "le store"),
    ("Une vendeuse de tracteurs", "un maraîcher", "le tracteur"),
    ("Un vendeur de ponts de levage", "la responsable d’un garage", "le pont"),
    ("Une vendeuse de massicots", "un imprimeur", "le massicot"),
)


_SAYINGS = {
    "signal": (
        "Et pour le règlement, c’est en combien de fois ?",
        "Si je vous dis oui {day}, {it} est là quand ?",
        "Qui formerait mon équipe à s’en servir ?",
        "L’ancien, vous me le reprendriez ?",
        "Il faudrait pousser l’établi de {cm} centimètres pour le mettre là.",
        "Mon frère travaille avec moi : vous pourriez lui redire tout cela {day} ?",
        "Et en cas de panne un samedi, j’appelle qui ?",
    ),
    "information": (
        "L’actuel date de {year}, je crois.",
        "Nous sommes {people} à nous en servir, chacun à son heure.",
        "C’est joliment présenté, votre document.",
        "Vous êtes la troisième maison que je reçois ce mois-ci.",
        "Vous avez trouvé sans peine ? Le quartier a changé.",
        "Le plus gros du travail se fait avant dix heures.",
        "Nous avons refait le sol pour {amount}, il y a {years} ans.",
    ),
    "objection": (
        "C’est {amount} de plus que ce que j’avais en tête.",
        "J’ai connu quelqu’un qui a eu le même : {years} pannes en un an.",
        "Ma porte fait {cm} centimètres de moins que votre machine.",
        "Tout changer avant l’été, avec le monde que nous avons, cela me fait peur.",
        "Votre atelier est à {km} kilomètres : le jour où il s’arrête, vous serez loin.",
        "Je ne vois pas ce qu’il ferait de plus que le mien.",
    ),
    "exit": (
        "Laissez-moi vos papiers, je regarderai à tête reposée.",
        "Très bien, très clair. Nous vous rappellerons.",
        "On en reparle après l’été, ou à l’automne.",
        "Bon, j’ai un rendez-vous dans {minutes} minutes. Merci de votre visite.",
        "Laissez-moi y réfléchir. Ne m’appelez pas, c’est moi qui le ferai.",
        "Envoyez-moi un courriel avec tout cela, on verra.",
    ),
}
_WHY = {
    "signal": "La phrase parle d’après l’achat : un jour, une place, un règlement, quelqu’un à convaincre.",
    "information": "La phrase décrit ce qui est. Elle ne demande rien, et ne freine rien.",
    "objection": "Un frein précis est dit : il se creuse, et l’on ne conclut pas dessus.",
    "exit": "La phrase ferme l’échange sans dire ce qui manque, ni quand il reprendra.",
}
_MISTAKEN = {
    ("signal", "information"): "Une politesse, ou un fait : rien n’y parle d’après l’achat.",
    ("signal", "objection"): "Conclure ici, ce serait conclure sur un frein qui n’est pas levé.",
    ("signal", "exit"): "L’amabilité n’engage à rien : cherchez la date, il n’y en a pas.",
    ("information", "signal"): "La question porte sur un détail, mais un détail d’après l’achat.",
    ("information", "objection"): "Ce fait-là retient la personne : demandez-vous ce qu’il empêche.",
    ("information", "exit"): "Après cette phrase, qui parlera le prochain, et quand ?",
    ("objection", "signal"): "Rien ne freine ici : la personne se voit déjà avec la machine.",
    ("objection", "information"): "Aucun reproche, aucune crainte : ce sont des faits, à noter.",
    ("objection", "exit"): "Le frein, s’il existe, n’est pas dit : que vous manque-t-il pour le creuser ?",
    ("exit", "signal"): "On ne vous raccompagne pas : on vous demande quelque chose de précis.",
    ("exit", "information"): "Personne ne se lève : l’échange continue.",
    ("exit", "objection"): "Le frein est nommé : la porte reste ouverte tant qu’on en parle.",
}
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi")


def draw(rng: random.Random) -> Draw:
    """Draw a kind, then a sentence of it; each other kind has its own word for why not."""
    right = rng.choice([key for key, _ in _OPTIONS])
    said, (seller, client, thing) = rng.choice(_SAYINGS[right]), rng.choice(_SCENES)
    words = said.format(
        day=rng.choice(_DAYS),
        it=thing,
        cm=rng.randint(4, 30),
        year=rng.randint(2004, 2016),
        people=rng.randint(3, 12),
        amount=eur(100 * rng.randint(9, 60)),
        years=rng.randint(3, 6),
        km=rng.randint(35, 120),
        minutes=rng.choice((5, 10, 15)),
    )
    return Draw(
        statement=(
            f"{seller} visite {client} depuis {rng.randint(18, 45)} minutes, et le prix est donné. "
            f"« {words.rstrip('.')} », entend-on alors."
        ),
        ask="Qu’est-ce que cette phrase ?",
        unit="",
        right=right,
        tolerance=0,
        slips=tuple(
            wrong(f"{key}-for-{right}", key, _MISTAKEN[key, right]) for key, _ in _OPTIONS if key != right
        ),
        hint=_HINT,
        steps=(
            "Demandez-vous de quoi parle la phrase, et non si le ton est aimable.",
            _WHY[right],
            f"C’est donc {dict(_OPTIONS)[right]}.",
        ),
        options=_OPTIONS,
    )
