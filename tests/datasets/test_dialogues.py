"""Five dialogues: every reply can be reached, every path ends, the best score is found by another walk."""

import re
import unicodedata
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations

from autograder import truth as truths
from ntc.case import VARIANTS, load
from tests.datasets.rules import Rules

rules = Rules()

KINDS = ["réclamation", "appel", "découverte", "négociation", "conclusion"]
FLAGS = {"écoute", "question", "fait", "bénéfice", "procédure", "faute"}
FAULTS = {"reproche", "promesse", "collègue", "délai", "partage", "cadeau"}
CALL_FAULTS = {"mensonge", "pression", "déjeuner", "dénigrement", "mépris", "produit", "prix", "rien"}
CLOSING_FAULTS = {"signal", "pression", "question", "hésitation", "conditions", "loi", "benne", "signature"}
FACTS = {"débit", "pression", "heures", "qualité", "réseau", "budget"}
FACTS |= {"décideurs", "délai", "local", "électricité", "projets", "parc"}


def nodes(case, dialogue):
    return {row.node_id: row for row in case.dialogue_nodes if row.dialogue_id == dialogue.dialogue_id}


@cache
def walk(variant, kind):
    """Every path of a dialogue as its list of choices, found with a stack."""
    case = load(variant)
    dialogue = next(row for row in case.dialogues if row.kind == kind)
    onward = {}
    for row in case.dialogue_choices:
        onward.setdefault(row.node_id, []).append(row)
    found, stack = [], [(dialogue.start, ())]
    while stack:
        node, path = stack.pop()
        assert node not in [choice.node_id for choice in path], "a circle"
        if node not in onward:
            found.append(path)
        stack += [(choice.next, (*path, choice)) for choice in onward.get(node, ())]
    return found


def points(truth, paths, column="score"):
    """What each path earns."""
    worth = {row.choice_id: getattr(row, column) for row in truth.dialogue_choices}
    return [sum(worth[choice.choice_id] for choice in path) for path in paths]


def ends(truth, variant, kind):
    """The best total at each kind of ending, by ending."""
    labels, best, paths = truth.of("dialogue_nodes"), {}, walk(variant, kind)
    for path, score in zip(paths, points(truth, paths), strict=True):
        code = path[-1].next
        best[code] = max(score, best.get(code, -99))
    return {code: (labels[code].ending, score) for code, score in best.items()}


@rules.rule
def the_six_kinds_once_each(case):
    assert [row.kind for row in case.dialogues] == KINDS


@rules.rule
def choices_stay_in_their_dialogue_and_ends_have_none(case):
    home = {row.node_id: row.dialogue_id for row in case.dialogue_nodes}
    count = Counter(row.node_id for row in case.dialogue_choices)
    for row in case.dialogue_choices:
        assert home[row.node_id] == home[row.next]
    for row in case.dialogue_nodes:
        assert (count[row.node_id] == 0) == row.last
        assert row.last or 2 <= count[row.node_id] <= 4


@rules.rule
def every_reply_is_reached_and_every_path_ends(case, variant):
    for dialogue in case.dialogues:
        paths = walk(variant, dialogue.kind)
        own = nodes(case, dialogue)
        reached = {choice.next for path in paths for choice in path} | {dialogue.start}
        assert reached == set(own)
        endless = [code for code in {path[-1].next for path in paths} if not own[code].last]
        assert endless == []


@rules.rule
def the_best_score_is_proved_by_walking_every_path(case, variant, truth):
    for dialogue in case.dialogues:
        label, paths = truth.of("dialogues")[dialogue.dialogue_id], walk(variant, dialogue.kind)
        names = (" ".join(choice.choice_id for choice in path) for path in paths)
        scores = dict(zip(names, points(truth, paths), strict=True))
        assert len(paths) == label.paths
        assert (max(scores.values()), min(scores.values())) == (label.best_score, label.worst_score)
        assert scores[label.best_path] == label.best_score


@rules.rule
def three_good_endings_and_worse_ones_that_earn_less(case, variant, truth):
    for dialogue in case.dialogues:
        found = ends(truth, variant, dialogue.kind)
        best = truth.of("dialogues")[dialogue.dialogue_id].best_score
        good = [score for ending, score in found.values() if ending == "bonne"]
        fair = [score for ending, score in found.values() if ending == "moyenne"]
        bad = [score for ending, score in found.values() if ending == "mauvaise"]
        assert len(good) >= 3
        assert min(good) >= Decimal("0.9") * best
        assert fair
        assert max(fair) < min(good)
        assert bad
        assert max(bad) < Decimal("0.6") * best


@rules.rule
def a_best_path_has_no_fault_and_a_fault_never_pays(case, truth):
    labels = truth.of("dialogue_choices")
    for row in truth.dialogues:
        assert [code for code in row.best_path.split() if "faute" in labels[code].flags] == []
    for node in {row.node_id for row in case.dialogue_choices}:
        offered = [labels[row.choice_id] for row in case.dialogue_choices if row.node_id == node]
        told = set().union(*(label.flags.split(", ") for label in offered))
        assert told <= FLAGS | FAULTS | CALL_FAULTS | CLOSING_FAULTS
        sound = [label.score for label in offered if "faute" not in label.flags]
        assert sound
        assert max(sound) > max((label.score for label in offered if "faute" in label.flags), default=-99)


@rules.rule
def what_asks_best_asks_one_thing(case, truth):
    """SPIN has one question at a time: two in a breath, and one of them is never answered."""
    labels = truth.of("dialogue_choices")
    texts = {row.choice_id: row.text for row in case.dialogue_choices}
    best = {code for row in truth.dialogues for code in row.best_path.split()}
    asking = [code for code in texts if code in best and "question" in labels[code].flags.split(", ")]
    assert asking
    assert [texts[code] for code in asking if texts[code].count("?") > 1] == []


@rules.rule
def the_complaint_can_serve_both_interests_and_neither_alone_suffices(case, variant, truth):
    row = next(row for row in case.dialogues if row.kind == "réclamation")
    label, paths = truth.of("dialogues")[row.dialogue_id], walk(variant, row.kind)
    shares = [
        (client / label.best_client, firm / label.best_firm)
        for client, firm in zip(
            points(truth, paths, "client_score"), points(truth, paths, "firm_score"), strict=True
        )
    ]
    assert sum(min(pair) >= 0.6 for pair in shares) >= 3
    assert any(client >= 0.5 > 0 > firm for client, firm in shares)
    assert any(firm > client + 0.2 for client, firm in shares)
    for other in truth.dialogue_choices:
        if other.client_score is not None:
            assert other.score == other.client_score + other.firm_score


@rules.rule
def each_fault_of_the_complaint_says_which(case, truth):
    row = next(row for row in case.dialogues if row.kind == "réclamation")
    labels, own = truth.of("dialogue_choices"), nodes(case, row)
    for choice in case.dialogue_choices:
        flags = set(labels[choice.choice_id].flags.split(", "))
        told = flags & FAULTS
        assert len(told) == ("faute" in flags and choice.node_id in own)
        # A colleague is named, or a service of the house.
        blamed = re.search(r"avant moi|service après-vente|prédécesseur", choice.text)
        assert ("collègue" in told) == (bool(blamed) and choice.node_id in own)


@rules.rule
def t25_the_complaint_is_that_of_a_filter_never_changed(case):
    """Played as it comes: of nothing that is written down yet."""
    row = next(row for row in case.dialogues if row.kind == "réclamation")
    (claim,) = case.claim_facts
    assert row.account_id == claim.client_id
    told = [node.text for node in nodes(case, row).values()]
    assert any("filtre" in text for text in told)
    (seen,) = [text for text in told if text.startswith("(Mercredi 14\u00a0janvier, dans l’atelier.)")]
    assert "filtre" in seen
    asked = {amount for text in told for amount in re.findall(r"\d[\d\s]*\s€", text)}
    assert f"{int(claim.claimed):,}\u00a0€".replace(",", "\u202f") in asked
    said = " ".join(choice.text for choice in case.dialogue_choices if choice.node_id in nodes(case, row))
    for hours in re.findall(r"(\d\u202f\d{3})\sheures|affiche (\d\u202f\d{3})", said):
        assert int("".join(hours).replace("\u202f", "")) in (claim.meter_hours, claim.notice_hours)


DELAYS = re.compile(
    r"\b(jours?|semaines?|mois|demain|ce soir|vendredi|lundi|mercredi|jeudi)\b", re.IGNORECASE
)
UNREAD = {
    "first": lambda text, place: -place,
    "last": lambda text, place: place,
    "second": lambda text, place: place == 1,
    "third": lambda text, place: place == 2,
    "long": lambda text, place: len(text),
    "short": lambda text, place: -len(text),
    "figures": lambda text, place: len(re.findall(r"\d", text)),
    "no figure": lambda text, place: -len(re.findall(r"\d", text)),
    "delays": lambda text, place: len(DELAYS.findall(text)),
    "no delay": lambda text, place: -len(DELAYS.findall(text)),
    "question": lambda text, place: "?" in text,
    "no question": lambda text, place: "?" not in text,
    "last figure": lambda text, place: (bool(re.search(r"\d", text)), place),
    "last without figure": lambda text, place: (not re.search(r"\d", text), place),
    "last delay": lambda text, place: (bool(DELAYS.search(text)), place),
    "last without delay": lambda text, place: (not DELAYS.search(text), place),
    "last question": lambda text, place: ("?" in text, place),
    "last without question": lambda text, place: ("?" not in text, place),
}


def stems(text):
    letters = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return {word[:6] for word in re.findall(r"\w{4,}", bare)}


def unread(case, dialogue):
    """What each rule that reads nothing makes one say in a dialogue, to the end: its name, the choices."""
    onward = {}
    for choice in case.dialogue_choices:
        onward.setdefault(choice.node_id, []).append(choice)
    lines = {node.node_id: stems(node.text) for node in case.dialogue_nodes}
    for name, rule in [*UNREAD.items(), ("echo", None)]:
        node, said = dialogue.start, []
        while node in onward:
            looks = [
                rule(choice.text, rank) if rule else len(stems(choice.text) & lines[node])
                for rank, choice in enumerate(onward[node])
            ]
            said.append(onward[node][looks.index(max(looks))])
            node = said[-1].next
        yield name, said


@rules.rule
def replies_chosen_unread_do_not_serve_both_sides_of_a_complaint(case, truth):
    """The lower of the two totals earns from 5 on, all at 12: a rule that reads nothing gets a seventh."""
    row, labels = (
        next(row for row in case.dialogues if row.kind == "réclamation"),
        truth.of("dialogue_choices"),
    )
    for name, said in unread(case, row):
        told = [labels[choice.choice_id] for choice in said]
        client, firm = sum(one.client_score for one in told), sum(one.firm_score for one in told)
        assert min(client, firm) <= 6, (name, client, firm)


# What a rule that reads nothing may earn: the call pays nothing up to 8 of 21, the discovery up to 12 of 20;
# a quarter of the closing.
UNREAD_MOST = {"appel": 8, "découverte": 13, "conclusion": 4}


@rules.rule
def replies_chosen_unread_earn_little(case, truth):
    labels = truth.of("dialogue_choices")
    for row in case.dialogues:
        for name, said in unread(case, row) if row.kind in UNREAD_MOST else ():
            score = sum(labels[choice.choice_id].score for choice in said)
            if score > UNREAD_MOST[row.kind]:
                yield f"{row.kind}: {name} earns {score}"


@rules.rule
def each_fault_of_the_call_says_which(case, truth):
    row = next(row for row in case.dialogues if row.kind == "appel")
    labels, own = truth.of("dialogue_choices"), nodes(case, row)
    told = Counter()
    for choice in case.dialogue_choices:
        if choice.node_id in own:
            flags = set(labels[choice.choice_id].flags.split(", "))
            assert len(flags & CALL_FAULTS) == ("faute" in flags or "produit" in flags)
            told.update(flags & CALL_FAULTS)
    assert told == {"mensonge": 2, "pression": 2, "produit": 3} | dict.fromkeys(
        ("déjeuner", "dénigrement", "mépris", "prix", "rien"), 1
    )


@rules.rule
def each_fault_of_the_closing_says_which(case, truth):
    """The second name of a nature that is a fault; a signal is passed by twice, a question left twice."""
    row = next(row for row in case.dialogues if row.kind == "conclusion")
    labels, own = truth.of("dialogue_choices"), nodes(case, row)
    natures = [
        labels[each.choice_id].flags.split(", ") for each in case.dialogue_choices if each.node_id in own
    ]
    told = Counter(nature[1] for nature in natures if nature[0] == "faute")
    assert told == dict.fromkeys(CLOSING_FAULTS, 1) | {"signal": 2, "question": 2}


@rules.rule
def the_call_is_to_somebody_who_decides_may_be_called_and_was_called_in_vain(case):
    row = next(row for row in case.dialogues if row.kind == "appel")
    (prospect,) = (one for one in case.prospects if one.prospect_id == row.account_id)
    known = [one for one in case.contacts if one.account_id == row.account_id]
    assert not any(one.opposition or one.last_inbound_contact < date(2023, 1, 12) for one in known)
    calls = [one for one in case.call_attempts if one.account_id == row.account_id]
    assert calls
    assert "rdv" not in {one.result for one in calls}
    assert f"{len(calls)}\u00a0appel" in row.setting
    assert f"{prospect.employees} personnes" in row.setting
    (named,) = (one for one in known if one.last in row.setting)
    assert named.decision_role == "décideur"
    heard = {node.speaker for node in nodes(case, row).values()}
    assert any(named.last in speaker for speaker in heard)
    said = " ".join(one.text for one in case.dialogue_choices if one.node_id in nodes(case, row))
    assert str(named.collected_on.year) in said


@rules.rule
def t26_the_discount_hides_a_date_and_leaving_below_the_floor_is_worth_all(case, variant, truth):
    row = next(row for row in case.dialogues if row.kind == "négociation")
    own, best = nodes(case, row), truth.of("dialogues")[row.dialogue_id].best_score
    assert any(re.search(r"le (1er|\d+)\u00a0(avril|mai|juin)", node.text) for node in own.values())
    left = [
        code for code, node in own.items() if re.search(r"sortez sans commande|Pas de signature", node.text)
    ]
    assert len(left) == 1
    assert ends(truth, variant, row.kind)[left[0]] == ("bonne", best)
    ultimatum = next(code for code, node in own.items() if "le compresseur" in node.text and "€" in node.text)
    asked = re.search(r"(\d+)\u202f(\d{3})\u00a0€", own[ultimatum].text)
    floor = re.search(
        r"(\d+)\u202f(\d{3})\u00a0€ pour le compresseur|compresseur\u00a0: (\d+)\u202f(\d{3})", row.setting
    )
    digits = "".join(part for part in floor.groups() if part)
    assert int(asked[1] + asked[2]) < int(digits)


@rules.rule
def discounts_beyond_one_s_authority_end_badly(case, truth):
    labels, limit = truth.of("dialogue_nodes"), case.policy["discount_authority"]["equipment"]["seller"] * 100
    beyond = [row for row in case.dialogue_choices if (row.discount_pct or 0) > limit]
    assert len(beyond) == 3
    assert {labels[row.next].ending for row in beyond} == {"mauvaise"}


@rules.rule
def t17_t18_the_figures_of_the_discovery_hold(case):
    row = next(row for row in case.dialogues if row.kind == "découverte")
    heard = " ".join(node.text for node in nodes(case, row).values())
    said = " ".join(choice.text for choice in case.dialogue_choices if choice.node_id in nodes(case, row))
    assert "R404A" in heard
    assert "900 litres" in heard
    # The rule is told, its figures are worked out by whoever listens.
    assert re.search(r"régime change|autres formalités", said)
    assert "opérateur attesté" in said
    assert 900 * 11 < 10_000 < 2000 * 11


@rules.rule
def the_twelve_facts_can_be_heard_on_the_best_path(case, variant, truth):
    row = next(row for row in case.dialogues if row.kind == "découverte")
    told = {label.node_id: set((label.facts or "").split(", ")) - {""} for label in truth.dialogue_nodes}
    paths = walk(variant, row.kind)
    heard = [told[row.start].union(*(told[choice.next] for choice in path)) for path in paths]
    assert set().union(*heard) == FACTS
    scores = points(truth, paths)
    assert heard[scores.index(max(scores))] == FACTS


@rules.rule
def length_does_not_give_the_best_choice_away(case, truth):
    labels, offered = truth.of("dialogue_choices"), {}
    for row in case.dialogue_choices:
        offered.setdefault(row.node_id, []).append(row)
    best = sum(
        max(rows, key=lambda row: len(row.text)) == max(rows, key=lambda row: labels[row.choice_id].score)
        for rows in offered.values()
    )
    assert 0.15 * len(offered) < best <= 0.4 * len(offered)


@rules.rule
def nothing_is_left_to_fill_in(case):
    texts = [row.text for row in (*case.dialogue_nodes, *case.dialogue_choices)]
    for text in (*texts, *(row.setting for row in case.dialogues), *(row.title for row in case.dialogues)):
        assert not re.search(r"[{}]|  |\bNone\b", text)
        assert text[0].isupper() or not text[0].isalpha()


def test_variants_tell_the_same_story_in_other_words():
    shapes, texts = set(), {}
    for variant in VARIANTS:
        case, truth = load(variant), truths.load(variant)
        shapes.add(tuple((row.paths, row.best_score, row.worst_score) for row in truth.dialogues))
        texts[variant] = {row.text for row in (*case.dialogue_nodes, *case.dialogue_choices)}
    assert len(shapes) == 1
    for one, other in combinations(VARIANTS, 2):
        assert len(texts[one] & texts[other]) < 0.4 * len(texts[one])


def test_the_codes_of_a_best_path_lead_a_neighbour_astray():
    for kind in range(len(KINDS)):
        paths = {truths.load(variant).dialogues[kind].best_path for variant in VARIANTS}
        assert len(paths) == len(VARIANTS)


def test_every_mood_of_the_buyer_is_met():
    assert {truths.load(variant).dialogues[3].mood for variant in VARIANTS} == {
        "pressée",
        "méfiante",
        "joueuse",
    }


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
