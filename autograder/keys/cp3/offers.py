"""cp3-offers: to each of eight files the offer that it justifies, by the channel that the person accepts."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.primitives import combine, eliminated, mark_match
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.exercises import Part
from ntc.fields.outcome import Blank
from ntc.french import typeset
from ntc.lessons.cp3 import plans, worked

ID = "cp3-offers"
WEIGHTS = {"offers": 5.0, "channels": 4.0}
# Options by the label that the generator laid down.
OFFER = {
    "aucun envoi": "none",
    "règlement d’abord": "settle",
    "appel de satisfaction": "listen",
    "audit à moitié prix": "audit",
    "rendez-vous de renouvellement": "renewal",
    "contrat Essentiel": "essential",
    "annonce du palier": "tier",
}
CHANNEL = {"aucun": "none", "appel": "call", "courriel": "mail", "visite": "visit", "visio": "video"}
NONE = "none"
# Two files are opposed: to send nothing to anybody gets two right.
OPPOSED = 2

REFUSES = "Opposition : rien ne part."
OWES = "La dette avant l’offre : voyez ses factures, et les règlements retournés par la banque."
COMPLAINS = "Une plainte récente s’écoute."
SLEEPERS = "L’audit à moitié prix ne réveille que les dormants."
COVERED = "Machine déjà sous contrat."
ALLOWED = "Rien n’interdit d’écrire à ce client : que dit son dossier ?"
CLEAR = "Aucune facture non contestée n’y a plus de trente jours de retard."
QUIET = "Aucune plainte n’y est ouverte ni fraîchement close."
LOOK = {
    "audit": "De quand date ce qu’il a décidé en dernier ?",
    "renewal": "Regardez les dates de son contrat.",
    "essential": "Regardez ses machines, puis ses contrats.",
    "tier": "Comparez ce qu’il a acheté en 2025 aux seuils de R04.",
}
"""By right offer, where to look in the file."""
FIRST_OFFER = "Un canal ne se juge qu’avec l’offre qu’il porte : reprenez d’abord celle-ci."
ALOUD = "Cela se dit de vive voix, et sans attendre de rendez-vous."
BY_ITSELF = "Une ligne aimable se lit seule : faut-il déranger quelqu’un pour elle ?"
FACE = "Cela se prépare ensemble, les papiers sur la table."
SILENCE = "Ne rien envoyer, c’est aussi ne passer par aucun canal."
WHY = {
    "settle": ALOUD,
    "listen": ALOUD,
    "audit": ALOUD,
    "tier": BY_ITSELF,
    "renewal": FACE,
    "essential": FACE,
    NONE: SILENCE,
}
"""By right offer, why another channel does not carry it."""
WROTE = (
    "Vous solliciteriez quelqu’un qui s’y est opposé : "
    "à lui seul, ce point ôte toute valeur au choix du canal."
)
WROTE_NOTED = "Un client opposé à toute prospection serait tout de même sollicité."


@key(ID)
def offers(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Offers beyond the two files to which nothing goes, then the channels of those that are right."""
    exercise, right = exercises.load()[ID], called_for(case, truth)
    names = _names(case)
    given = {column: answers.column(ID, column) for column in ("offer", "channel")}
    marks = [
        mark_match(
            exercise.parts["offers"],
            given["offer"],
            {code: {offer} for code, (offer, _) in right.items()},
            names,
            exercise.options["offers"],
            _reasons(case, right),
            chance=OPPOSED,
        ),
        _channels(exercise.parts["channels"], given, right, names),
    ]
    sent = given["channel"].value or {}
    if any(offer == NONE and sent.get(code, NONE) != NONE for code, (offer, _) in right.items()):
        marks[1] = eliminated(marks[1], WROTE, WROTE_NOTED)
    return combine(marks, WEIGHTS)


def called_for(case: Case, truth: Truth) -> dict[str, tuple[str, frozenset[str]]]:
    """The offer that each file calls for, and the channels that carry it."""
    labels, found = truth.of("loyalty_cases"), {}
    for code, _ in plans.files(case):
        label = labels[code]
        found[code] = (
            OFFER[label.offer],
            frozenset(CHANNEL[name] for name in filter(None, (label.channel, label.also))),
        )
    return found


def _names(case: Case) -> dict[str, str]:
    """What each file is called in feedback: its client, without what was noted."""
    return {
        row.case_id: typeset(f"{worked.client(case, row.client_id).name} ({row.client_id})")
        for row in case.loyalty_cases
    }


def _channels(
    part: Part,
    given: Mapping[str, Entry],
    right: Mapping[str, tuple[str, frozenset[str]]],
    names: Mapping[str, str],
) -> PartMark:
    """The channels, each with its offer: one that carries another offer is not judged for itself."""
    offered, sent = given["offer"].value or {}, given["channel"]
    labels = exercises.load()[ID].options["channels"]
    accepted: dict[str, Any] = {
        code: channels if offered.get(code) == offer else frozenset()
        for code, (offer, channels) in right.items()
    }
    reasons = {
        (code, channel): WHY[offer] if offered.get(code) == offer else FIRST_OFFER
        for code, (offer, _) in right.items()
        for channel in labels
    }
    mark = mark_match(part, sent, accepted, names, labels, reasons, chance=OPPOSED)
    every = {code: channels for code, (_, channels) in right.items()}
    return replace(mark, expected=mark_match(part, Entry(Blank()), every, names, labels).expected)


def _reasons(case: Case, right: Mapping[str, tuple[str, frozenset[str]]]) -> dict[tuple[str, str], str]:
    """What to say of an offer that a file does not call for: what comes before, or where to look."""
    covered = {row.client_id for row in case.contracts}
    clients = {row.case_id: row.client_id for row in case.loyalty_cases}
    first = {NONE: REFUSES, "settle": OWES, "listen": COMPLAINS}
    reasons = {}
    for code, (offer, _) in right.items():
        hasty = {
            NONE: ALLOWED,
            "settle": CLEAR,
            "listen": QUIET,
            "audit": SLEEPERS,
            **({"essential": COVERED} if clients[code] in covered else {}),
        }
        for given in exercises.load()[ID].options["offers"]:
            if given != offer:
                look = LOOK.get(offer, "")
                reasons[code, given] = first.get(offer) or f"{hasty.get(given, '')} {look}".strip()
    return reasons


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    called = called_for(case, truth)
    right = {
        code: {"offer": offer, "channel": next(c for c in CHANNEL.values() if c in channels)}
        for code, (offer, channels) in called.items()
    }
    total = sum(WEIGHTS.values())
    offer, channel = WEIGHTS["offers"] / 6 / total, WEIGHTS["channels"] / 6 / total
    by_offer = {each: code for code, (each, _) in called.items()}
    opposed = [code for code, (each, _) in called.items() if each == NONE]

    def changed(label: str, fraction: float, **codes: Mapping[str, str]) -> Specimen:
        return Specimen(
            label, {ID: {code: {**cells, **codes.get(code, {})} for code, cells in right.items()}}, fraction
        )

    return [
        Specimen("right", {ID: right}, 1.0),
        *(
            changed(f"{code} by {also} as well", 1.0, **{code: {"channel": also}})
            for code, (_, channels) in called.items()
            for also in sorted(channels - {right[code]["channel"]})
        ),
        *(
            changed(f"{by_offer[one]}: {given}", 1 - offer - channel, **{by_offer[one]: {"offer": given}})
            for one, given in (
                ("settle", "tier"),
                ("listen", "openday"),
                ("renewal", "audit"),
                ("renewal", "essential"),
                ("tier", "discount"),
                ("essential", "telemetry"),
                ("audit", "settle"),
                ("audit", "none"),
                ("tier", "listen"),
            )
        ),
        changed("a visit for a line", 1 - channel, **{by_offer["tier"]: {"channel": "visit"}}),
        changed("a letter to who owes", 1 - channel, **{by_offer["settle"]: {"channel": "mail"}}),
        changed("no channel", 1 - channel, **{by_offer["audit"]: {"channel": ""}}),
        changed(
            "an offer by mail to who is opposed",
            1 - offer - WEIGHTS["channels"] / total,
            **{opposed[0]: {"offer": "tier", "channel": "mail"}},
        ),
        changed(
            "an opposed one called all the same",
            1 - WEIGHTS["channels"] / total,
            **{opposed[1]: {"channel": "call"}},
        ),
        Specimen(
            "offers only",
            {ID: {code: {"offer": cells["offer"]} for code, cells in right.items()}},
            WEIGHTS["offers"] / total,
        ),
        Specimen(
            "channels only", {ID: {code: {"channel": cells["channel"]} for code, cells in right.items()}}, 0.0
        ),
        Specimen("nothing to anybody", {ID: {code: {"offer": "none", "channel": "none"} for code in right}}),
        *(
            Specimen(f"{one} everywhere", {ID: {code: {"offer": one, "channel": "call"} for code in right}})
            for one in exercises.load()[ID].options["offers"]
        ),
        *blank({ID: {}}, {ID: {opposed[0]: {"offer": "", "channel": ""}}}),
        *garbled({ID: {opposed[0]: {"offer": "?"}}}, {ID: ["none"]}),
    ]
