"""Au standard: what the person who answers says, and four replies; one asks for help."""

import random
from dataclasses import dataclass

from ntc.practice.draw import Draw, wrong

TITLE = "Au standard"

_HINT = "Que peut décider la personne qui vous parle ? Et que sait-elle, que vous ignorez ?"
_SELLERS = (
    (
        "un vendeur de portes automatiques",
        "Dorian Keller, des portes Calvar",
        "l’attente des caristes aux portes",
    ),
    ("une vendeuse de logiciels de caisse", "Inaya Roux, des caisses Ormel", "l’attente en caisse le samedi"),
    ("un vendeur de palettes", "Yvan Mérel, des palettes Hervoy", "la casse au chargement"),
    ("une vendeuse d’étiquettes", "Lise Ancel, des étiquettes Sébran", "la reprise des étiquettes décollées"),
    ("un vendeur de sols souples", "Samy Trévien, des sols Mirande", "la fatigue de l’équipe debout"),
)
_HOUSES = ("une fonderie", "une brasserie", "une imprimerie", "un grossiste en fruits", "une cartonnerie")
_NAMES = ("Mme Lestang", "M. Obrecht", "Mme Vidalou", "M. Carnoy", "Mme Estève", "M. Palluau")


@dataclass(frozen=True)
class Remark:
    """What the switchboard says, the reply that asks for help, and one of each kind that does not."""

    said: str
    help: str
    pitch: str
    lie: str
    leave: str


_REMARKS = (
    Remark(
        "C’est à quel sujet ?",
        "Au sujet de {topic}. Qui, chez vous, suit cela au quotidien ?",
        "Nous avons réduit de moitié {topic} chez trois de vos voisins.",
        "{name} le sait, nous nous sommes parlé la semaine dernière.",
        "Ce serait trop long à expliquer, tant pis pour cette fois.",
    ),
    Remark(
        "En réunion, toute la matinée.",
        "Merci de me le dire. À quelle heure l’appel dérangerait-il le moins ?",
        "Dites-lui que notre gamme entière est en démonstration ce mois-ci.",
        "La réunion porte justement sur mon dossier, passez-le-moi.",
        "Bien, je laisse mon numéro, pour le cas où l’on voudrait me rappeler.",
    ),
    Remark(
        "Envoyez-nous un courriel, nous transmettrons.",
        "Volontiers. Pour qu’il serve : à qui l’adresser, et quand puis-je en parler ?",
        "Un courriel ne dirait pas tout : nos modèles se règlent en dix secondes.",
        "C’est fait depuis hier, et j’ai reçu une réponse très favorable.",
        "Entendu, je l’envoie à l’adresse de l’accueil.",
    ),
    Remark(
        "Nous ne prenons pas les démarcheurs.",
        "Vous avez raison de trier. Comment fait-on, ici, pour être entendu une fois ?",
        "Nous sommes des conseillers, avec vingt ans d’expérience et un tarif imbattable.",
        "Je ne démarche pas, je rappelle {name} à sa demande.",
        "Dans ce cas, je vous raye de ma liste.",
    ),
    Remark(
        "Vous avez demandé {name} ? C’est de la part de qui ?",
        "Voici : {who}. Est-ce le bon moment pour lui parler de {topic} ?",
        "D’une maison qui équipe déjà le premier de votre branche, et qui a beaucoup à montrer.",
        "De la part d’une connaissance commune, cela suffira.",
        "Ce n’est pas important, je rappellerai un autre jour.",
    ),
)
_KINDS = {
    "pitch": "L’argument est peut-être bon ; il s’adresse à quelqu’un qui ne peut rien en faire.",
    "lie": "Ce sera démenti dans l’instant, et retenu pour longtemps.",
    "leave": "Personne ne vous a refusé quoi que ce soit : vous avez renoncé sans qu’on vous le demande.",
}


def draw(rng: random.Random) -> Draw:
    """Draw a seller, a house and a remark; the four replies come in any order."""
    remark, (seller, who, topic) = rng.choice(_REMARKS), rng.choice(_SELLERS)
    name, hour, minute = rng.choice(_NAMES), rng.choice((8, 9, 10, 11, 14, 15, 16)), rng.randint(10, 55)
    known = {"name": name, "who": who, "topic": topic}
    options = [
        ("help", remark.help.format(**known)),
        ("pitch", remark.pitch.format(**known)),
        ("lie", remark.lie.format(**known)),
        ("leave", remark.leave.format(**known)),
    ]
    rng.shuffle(options)
    right = remark.help.format(**known)
    return Draw(
        statement=(
            f"{seller[0].upper()}{seller[1:]} appelle {rng.choice(_HOUSES)} et demande {name}. "
            f"« {remark.said.format(**known).rstrip('.')} », répond le standard, à {hour} h {minute}."
        ),
        ask="Que répondre à cette personne ?",
        unit="",
        right="help",
        tolerance=0,
        slips=tuple(wrong(f"switchboard-{kind}", kind, said) for kind, said in _KINDS.items()),
        hint=_HINT,
        steps=(
            "La personne du standard ne peut pas acheter ; elle peut ouvrir, et elle connaît la maison.",
            "Ni argument, ni mensonge, ni retraite : une raison vraie, ou une question qui l’associe.",
            f"« {right} » : voilà une question qui laisse à l’autre le beau rôle.",
        ),
        options=tuple(options),
    )
