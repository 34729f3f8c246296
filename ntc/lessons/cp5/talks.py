"""The talks of CP5 that count for nothing: three tries drawn from the calls of last year, and a rehearsal."""

from collections.abc import Iterator
from datetime import time
from typing import Any

from ntc.case import Case
from ntc.french import day_in_words, hour_in_words, typeset
from ntc.instruments.script import Answer, Line, Script, practised
from ntc.lessons.cp5.hours import Call, calls

_OPENINGS = (
    ("question", "question sur l’atelier", "J’ouvre par une question sur l’atelier."),
    ("neighbour", "référence d’un voisin", "J’ouvre par la référence d’un voisin."),
    ("house", "présentation de Galerne", "J’ouvre par une présentation de la maison."),
)
_MOMENTS = (
    ("early", "Tôt, avant neuf heures.", time(0), time(9)),
    ("morning", "Dans la matinée.", time(9), time(12)),
    ("noon", "Entre midi et deux.", time(12), time(14)),
    ("afternoon", "Dans l’après-midi.", time(14), time(23)),
)
_TRIES = ("Premier essai", "Deuxième essai", "Troisième essai")
_ENDED = {
    "absent": "La sonnerie, longtemps. Personne.",
    "barrage": "« C’est à quel sujet ? » L’appel ne va pas plus loin que le standard.",
    "messagerie": "Un répondeur. Un nom, un numéro, et l’on passe au suivant.",
    "argumenté": "On écoute jusqu’au bout. Rien n’est convenu.",
    "refus": "On écoute, puis c’est non.",
    "à rappeler": "On demande de rappeler.",
    "rdv": "On écoute, on prend son agenda : rendez-vous.",
}


def openings() -> tuple[tuple[str, str], ...]:
    """The three openings (« accroches ») that were tried last year."""
    return tuple((code, f"{words[0].upper()}{words[1:]}") for code, words, _ in _OPENINGS)


def tries(case: Case) -> Script:
    """Three calls of last year, drawn by the opening and the moment that one chooses."""
    lines, answers = [], []
    for rank, name in enumerate(_TRIES, 1):
        lines.append(Line(_ask(rank), name, typeset("Quelle accroche ?")))
        for opening, words, said in _OPENINGS:
            lines.append(Line(_then(rank, opening), name, typeset("À quel moment ?")))
            answers.append(Answer(f"{_ask(rank)}-{opening}", _ask(rank), typeset(said), _then(rank, opening)))
            for moment, label, since, until in _MOMENTS:
                code = f"{rank}-{opening}-{moment}"
                like = [
                    one for one in calls(case) if one.row.opening == words and since <= one.row.time < until
                ]
                lines.append(Line(f"end-{code}", "Ce jour-là", _told(_nth(like, rank))))
                answers.append(Answer(f"at-{code}", _then(rank, opening), label, f"end-{code}"))
                answers += _again(rank, f"end-{code}", code)
    return Script(
        typeset("Trois essais"),
        typeset("Une accroche, un moment : un appel de 2025 qui leur ressemble, tel qu’il a été noté."),
        _ask(1),
        lines,
        answers,
    )


def rehearsed() -> Script:
    """A call of another trade to practise on, invented whole."""
    setting = (
        "Inès Kerbrat vend les balances Trémel, à Vannes. Elle appelle les Confitures Albran, "
        "qu’elle ne connaît pas."
    )
    return practised("Répétition : les confitures", setting, "d", _REHEARSED_LINES, _REHEARSED)


def _ask(rank: int) -> str:
    return f"try-{rank}"


def _then(rank: int, opening: str) -> str:
    return f"try-{rank}-{opening}"


def _again(rank: int, after: str, code: str) -> Iterator[Answer]:
    """What follows a try that is not the last: another."""
    if rank < len(_TRIES):
        label = typeset("Raccrocher, et essayer encore.")
        yield Answer(f"next-{code}", after, label, _ask(rank + 1))


def _nth(like: list[Call], rank: int) -> Call:
    """Calls that lie well apart in the year, another at each try."""
    return like[(2 * rank - 1) * len(like) // (2 * len(_TRIES))]


def _told(call: Call) -> str:
    row: Any = call.row
    when = f"{day_in_words(row.date)}, {hour_in_words(row.time)}, {call.account.name}."
    return typeset(f"{when} {_ENDED[row.result]}")


_DESK, _OWNER, _AFTER = "Standard", "Mme Albran", "Après l’appel"
_REHEARSED_LINES = {
    "d": (_DESK, "Confitures Albran, bonjour ?"),
    "w": (_DESK, "C’est Mme Albran. Elle est en cuisson. C’est pour quoi ?"),
    "s": (_DESK, "On a ce qu’il faut, merci. Un courriel, peut-être ?"),
    "b": (_OWNER, "Il est seize heures, on m’a prévenue. J’ai dix minutes entre deux chaudrons."),
    "n": (_OWNER, "Non, tout va bien. Autre chose ?"),
    "k": (
        _OWNER,
        "On pèse large, pour être tranquilles. Mais changer, avec la saison des fraises qui vient…",
    ),
    "t": (_OWNER, "C’est ça."),
    "shut": (_AFTER, "La ligne est coupée. Le nom, lui, est noté."),
    "lost": (_AFTER, "Rien n’est convenu. Il faudra tout recommencer."),
    "cold": (_OWNER, "Si, justement, je vais attendre. Au revoir."),
    "end": (_OWNER, "Jeudi à neuf heures. Prenez une blouse à l’entrée."),
}
_REHEARSED: dict[str, tuple[tuple[str, str, str], ...]] = {
    "d": (
        (
            "Bonjour ! Nos balances divisent les écarts de pesée par deux, étalonnage compris.",
            "s",
            "Un argument, à quelqu’un qui ne pèse rien : il est dépensé.",
        ),
        (
            "Bonjour, Inès Kerbrat, des balances Trémel, à Vannes. Qui, chez vous, s’occupe des pesées ?",
            "w",
            "Un nom, une maison, une ville, une demande : on sait quoi faire de vous.",
        ),
        (
            "Passez-moi la patronne, c’est au sujet de notre conversation d’hier.",
            "shut",
            "Un mensonge, démenti en dix secondes, et retenu.",
        ),
    ),
    "w": (
        (
            "C’est assez technique, je préfère le lui dire directement.",
            "shut",
            "« Vous ne comprendriez pas » : voilà ce qui vient d’être entendu.",
        ),
        (
            "Pour savoir comment elle contrôle le poids de ses pots. Quand la dérangerais-je le moins ?",
            "b",
            "Une raison vraie, une heure demandée.",
        ),
    ),
    "s": (
        ("D’accord, j’envoie notre catalogue.", "lost", "Personne ne l’attend."),
        (
            "Je reprends plus simplement : Inès Kerbrat, balances Trémel. Quand joindre Mme Albran ?",
            "b",
            "Un nom, une demande : l’essentiel est rattrapé.",
        ),
    ),
    "b": (
        (
            "Alors je vous présente vite la maison : trois gammes, douze techniciens…",
            "n",
            "Dix minutes offertes, et vous parlez de vous.",
        ),
        ("Avez-vous un projet de balance cette année ?", "n", "La question se ferme d’un mot."),
        (
            "Trois me suffisent. Le soir, comment savez-vous ce qui est parti en trop dans les pots ?",
            "k",
            "Une durée annoncée, une question qui oblige à chercher.",
        ),
    ),
    "n": (
        (
            "Une seule : qu’est-ce qui vous ferait dire, un jour, que la pesée ne va plus ?",
            "k",
            "Une question ouverte rattrape une question fermée.",
        ),
        ("Très bien, je vous laisse ma documentation.", "lost", "La porte était entrouverte."),
    ),
    "k": (
        ("Raison de plus pour ne pas attendre !", "cold", "Vous répondez à une phrase inachevée."),
        (
            "Peser large vous rassure, et la saison vous laisse peu de temps. C’est bien cela ?",
            "t",
            "Ses mots, redits, avant d’avancer.",
        ),
    ),
    "t": (
        (
            "Alors, sans rien changer : vingt minutes, trente pots à peser. Mardi seize heures, jeudi neuf ?",
            "end",
            "Une demande à sa mesure, deux dates.",
        ),
        ("Rappelez-moi quand vous aurez un moment.", "lost", "Elle n’en aura pas."),
    ),
}
