"""Phrase à reprendre: a sentence of an answer, what is wrong with it, or how to say it instead."""

import random
from dataclasses import dataclass

from ntc.practice.draw import Draw, wrong

TITLE = "La phrase à reprendre"

_FAULTS = (
    ("promise", "une promesse avant d’avoir vérifié"),
    ("blame", "une accusation"),
    ("jargon", "du jargon"),
    ("threat", "une menace"),
    ("vague", "du flou : ni date, ni personne"),
)
_WHY = {
    "promise": "Rien n’est encore établi, et la phrase engage déjà : il faudra tenir, ou se dédire.",
    "blame": "La phrase désigne un coupable : elle demande à quelqu’un de se défendre.",
    "jargon": "La phrase parle notre langue : qui la reçoit doit deviner ce qu’elle veut dire.",
    "threat": "La phrase annonce une sanction : on ne répond pas à une menace, on s’en va.",
    "vague": "La phrase ne dit ni qui, ni quand : rien n’y permet d’attendre.",
}
_HINT = "Qui est le sujet du verbe ? Que saura de plus la personne qui lit ?"
_CLIENTS = (
    "Une fleuriste",
    "Un boulanger",
    "Une vétérinaire",
    "Un menuisier",
    "Une hôtelière",
    "Un libraire",
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of an answer, its fault, a rewrite that holds, and two that keep or add a fault."""

    fault: str
    said: str
    better: str
    worse: tuple[str, str]


_SENTENCES = (
    Sentence(
        "promise",
        "Ne vous inquiétez pas, nous prendrons tout à notre charge.",
        "Je vous dis jeudi, par écrit, ce que le technicien aura trouvé.",
        (
            "Vous serez remboursé, c’est une question de jours.",
            "Si c’est votre faute, rien ne sera pris en charge.",
        ),
    ),
    Sentence(
        "promise",
        "Je vous garantis que cela ne se reproduira jamais.",
        "Voici ce qui change dès lundi, et qui s’en occupe.",
        ("Croyez-moi, c’était la dernière fois.", "Cela n’arriverait pas si la notice était lue."),
    ),
    Sentence(
        "promise",
        "L’avoir partira ce soir, vous pouvez compter dessus.",
        "Je note la somme demandée ; ma réponse écrite part vendredi.",
        ("L’avoir partira demain matin, sans faute.", "On verra pour la somme quand on pourra."),
    ),
    Sentence(
        "promise",
        "La machine sera changée, même si je ne sais pas encore pourquoi elle s’arrête.",
        "Le technicien passe mercredi ; nous déciderons sur ce qu’il aura vu.",
        ("La machine sera changée dès que possible.", "Personne ne change une machine mal entretenue."),
    ),
    Sentence(
        "blame",
        "Vous auriez dû lire la notice avant de démarrer.",
        "La notice prévoit un réglage au démarrage ; le voici, en trois lignes.",
        ("La notice n’est pas faite pour rester au tiroir.", "Je vous promets que ce réglage suffira."),
    ),
    Sentence(
        "blame",
        "Mon collègue a encore oublié de vous rappeler.",
        "Personne ne vous a rappelé mardi ; je le fais aujourd’hui.",
        ("L’atelier ne rappelle jamais, je le sais bien.", "Quelqu’un vous rappellera, rassurez-vous."),
    ),
    Sentence(
        "blame",
        "C’est le transporteur qui a tout cassé, voyez avec lui.",
        "Le capot est arrivé enfoncé ; nous écrivons au transporteur et nous réparons.",
        (
            "Adressez-vous au chauffeur, il était là.",
            "Nous remplacerons tout, quoi que dise le transporteur.",
        ),
    ),
    Sentence(
        "blame",
        "Votre équipe ne sait manifestement pas s’en servir.",
        "Deux personnes sont arrivées depuis la formation ; nous pouvons revenir une heure.",
        ("Votre équipe devrait demander avant de toucher.", "Une formation réglera tout, c’est certain."),
    ),
    Sentence(
        "jargon",
        "Le DI est parti au SAV N2, on attend le RI.",
        "La demande est chez notre technicien ; son rapport arrive vendredi.",
        ("Le ticket est en escalade, on attend le retour.", "Le technicien répondra, un jour ou l’autre."),
    ),
    Sentence(
        "jargon",
        "La delta P du déshu dérive, il faut purger le by-pass.",
        "Un filtre se bouche et la pression baisse ; il faut le changer.",
        ("Le différentiel du séparateur est hors tolérance.", "Un filtre que vous avez laissé se boucher."),
    ),
    Sentence(
        "jargon",
        "Votre demande n’est pas éligible au périmètre contractuel.",
        "Cette machine n’est pas dans le contrat ; voici ce que coûte la visite.",
        (
            "Le périmètre du contrat exclut l’occurrence.",
            "Vous avez refusé de la mettre au contrat, souvenez-vous.",
        ),
    ),
    Sentence(
        "jargon",
        "Le process qualité exige une non-conformité avant toute action.",
        "J’ouvre un dossier aujourd’hui ; il porte votre nom et ce que vous avez vu.",
        ("Une fiche NC doit être tracée dans l’outil.", "Un dossier sera ouvert prochainement."),
    ),
    Sentence(
        "threat",
        "Sans paiement immédiat, nous couperons tout.",
        "La facture est échue depuis le 3 ; appelez-moi avant jeudi, nous trouverons une date.",
        ("Sans réponse jeudi, vous ne serez plus livré.", "Il faudrait régler un jour prochain."),
    ),
    Sentence(
        "threat",
        "Si vous publiez cet avis, nos avocats s’en chargeront.",
        "Dites-moi ce qui s’est passé ; je vous réponds demain, publiquement si vous voulez.",
        ("Retirez cet avis et nous pourrons discuter.", "Votre avis est faux, vous le savez."),
    ),
    Sentence(
        "threat",
        "Continuez sur ce ton et je raccroche.",
        "Je veux comprendre ; reprenons depuis le moment où tout s’est arrêté.",
        ("Calmez-vous, sinon nous en resterons là.", "C’est vous qui criez, pas moi."),
    ),
    Sentence(
        "threat",
        "Faites intervenir quelqu’un d’autre et la garantie saute.",
        "Avant toute intervention, appelez-nous : nous verrons ensemble ce que couvre la garantie.",
        ("Touchez à la machine, et ce sera sans nous.", "Je vous garantis que tout sera couvert."),
    ),
    Sentence(
        "vague",
        "Nous faisons au mieux, au plus vite.",
        "Une technicienne passe mardi à neuf heures ; je vous rappelle à midi.",
        ("Nous mettons tout en œuvre, soyez-en sûr.", "Tout sera réparé mardi, sans aucun doute."),
    ),
    Sentence(
        "vague",
        "On revient vers vous dès que possible.",
        "Je vous rappelle demain avant dix heures, même sans nouvelle.",
        (
            "Quelqu’un reprendra contact prochainement.",
            "On vous aurait rappelé si vous aviez laissé un numéro.",
        ),
    ),
    Sentence(
        "vague",
        "Le nécessaire sera fait par les services concernés.",
        "La pièce part ce soir ; l’atelier vous appelle jeudi pour la pose.",
        ("Les équipes sont mobilisées sur le sujet.", "L’atelier réparera gratuitement, c’est promis."),
    ),
    Sentence(
        "vague",
        "N’hésitez pas à nous recontacter au besoin.",
        "Voici mon numéro direct ; sans appel d’ici lundi, c’est moi qui appelle.",
        ("Nous restons à votre disposition.", "Recontactez-nous, mais avec le bon numéro cette fois."),
    ),
)
_REWRITES = "better", "worse-1", "worse-2"


def draw(rng: random.Random) -> Draw:
    """Draw a sentence in its situation, and ask for its fault or for what to write instead."""
    sentence = rng.choice(_SENTENCES)
    days = rng.randint(2, 30)
    statement = f"{rng.choice(_CLIENTS)} attend depuis {days} jours. Le brouillon dit : « {sentence.said} »"
    return rng.choice((_fault, _rewrite))(rng, sentence, statement)


def _fault(_rng: random.Random, sentence: Sentence, statement: str) -> Draw:
    labels = dict(_FAULTS)
    return Draw(
        statement=statement,
        ask="Qu’est-ce qui ne va pas d’abord ?",
        unit="",
        right=sentence.fault,
        tolerance=0,
        slips=tuple(
            wrong(f"phrase-{fault}", fault, f"Ce n’est pas là que cette phrase pèche. {_TELLS[fault]}")
            for fault in labels
            if fault != sentence.fault
        ),
        hint=_HINT,
        steps=(
            _WHY[sentence.fault],
            f"On peut écrire : « {sentence.better} »",
            f"Le défaut est donc {labels[sentence.fault]}.",
        ),
        options=_FAULTS,
    )


def _rewrite(rng: random.Random, sentence: Sentence, statement: str) -> Draw:
    options = list(zip(_REWRITES, (sentence.better, *sentence.worse), strict=True))
    rng.shuffle(options)
    return Draw(
        statement=statement,
        ask="Par quoi la remplacer ?",
        unit="",
        right="better",
        tolerance=0,
        slips=(
            wrong("phrase-kept", "worse-1", "Les mots changent, le défaut reste : relisez qui fait quoi."),
            wrong(
                "phrase-swapped", "worse-2", "Un défaut part, un autre arrive : relisez ce que l’on engage."
            ),
        ),
        hint=_HINT,
        steps=(
            _WHY[sentence.fault],
            "Une bonne phrase dit un fait, ou qui fait quoi et quand ; elle n’accuse personne.",
            f"Ici : « {sentence.better} »",
        ),
        options=tuple(options),
    )


_TELLS = {
    "promise": "Rien n’y est promis qui reste à vérifier.",
    "blame": "Personne n’y est désigné comme fautif.",
    "jargon": "Chaque mot s’y comprend sans être du métier.",
    "threat": "Aucune sanction n’y est annoncée.",
    "vague": "On y sait au moins de quoi, ou de qui, il s’agit.",
}
