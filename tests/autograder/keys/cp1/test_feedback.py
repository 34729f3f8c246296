"""What a learner is told in CP1, on variant 00: the mistake by its name, and why, never « faux » alone."""

import re
from statistics import mean

import pytest

from autograder import truth
from autograder.keys import Lesson, mark
from autograder.keys.cp1 import (
    brief,
    brief_beside,
    facts,
    rivals,
    rivals_offers,
    sources,
    swot,
    tender,
    watch,
)
from ntc import exercises
from ntc.case import VARIANTS, load
from ntc.fields.rubric import ENOUGH
from ntc.french import NBSP, typeset
from ntc.lesson import fields_of, shipped
from ntc.lessons.cp1 import plans
from tests.autograder.keys.said import CASE, TRUTH, marked, told, unnamed

# What the blueprint names for each exercise in figures.
NAMED = {
    "cp1-figures": {
        *("mc.scope-whole", "mc.scope-mean", "mc.scope-times", "mc.cagr-n", "mc.cagr-mean"),
        *("mc.index-month", "mc.index-points", "mc.volume-turned", "mc.share-rel"),
        *("trap.article-scope", "trap.market-still"),
    },
    "cp1-rivals": {"trap.all-offers", "trap.all-reviews", "trap.severe-out", "trap.off-topic"},
    "cp1-tender": {"trap.days-published"},
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_mistakes_of_the_blueprint_are_specimens_in_every_variant(variant):
    assert unnamed(NAMED, variant) == {}


def test_a_paid_source_costs_its_price_and_a_profile_proves_nothing():
    right = sources.answering(CASE, TRUTH)
    needless = {label.source_id: label.best_for for label in TRUTH.sources if label.needless}
    paid = {question: code for code, question in needless.items()}
    said = told("cp1-sources", {"cp1-sources": paid})
    assert "La réponse y est" in said
    assert "la source officielle est gratuite" in said
    accounts = next(
        question
        for question, codes in right.items()
        for row in CASE.sources
        if row.source_id == codes[0] and "Bodacc" in row.label
    )
    (profiles,) = [row.source_id for row in CASE.sources if "réseau" in row.label.casefold()]
    assert sources.PROVED in told("cp1-sources", {"cp1-sources": {accounts: profiles}})


def test_facts_say_why_a_figure_an_agreement_or_a_conditional_prove_nothing():
    natures = {code: next(iter(found)) for code, found in facts.natures(CASE, TRUTH).items()}
    claims = {code: "fact" for code, nature in natures.items() if nature == "check"}
    opinions = {code: "fact" for code, nature in natures.items() if nature == "opinion"}
    said = told("cp1-facts", {facts.NATURES: claims | opinions})
    assert facts.COUNTED in said
    assert facts.AGREED in said
    study = next(
        row.doc_id
        for row in CASE.market_docs
        if row.type == "étude" and TRUTH.of("market_docs")[row.doc_id].flaw == "commanditaire"
    )
    assert facts.WHO_PAYS in told("cp1-facts", {facts.VERDICTS: {study: "sound"}})


def test_a_flaw_pinned_everywhere_is_told():
    every = {code: "unsigned" for code, _ in plans.documents(CASE)}
    assert facts.COPIED in told("cp1-facts", {facts.FLAWS: every})


def test_the_board_says_what_is_within_our_power_and_what_has_no_source():
    right = {card: min(places) for card, places in swot.accepted(CASE, TRUTH).items() if len(places) == 1}
    weakness = next(card for card, place in right.items() if place == "Fa")
    chance = next(card for card, place in right.items() if place == "O")
    unproved = next(card for card, place in right.items() if place == "dehors")
    said = told("cp1-swot", {"cp1-swot": {weakness: "M", chance: "F", unproved: "O"}})
    for sentence in (swot.THREAT, swot.RIVAL, swot.SOURCED):
        assert sentence in said.replace(" :", " :")


def test_a_closed_door_stays_closed_whatever_the_score():
    labels = TRUTH.of("tenders")
    barred = next(
        row for row in plans.judged_tenders(CASE) if labels[row.tender_id].eliminatory == "visite manquée"
    )
    score = labels[barred.tender_id].score
    raw = {barred.tender_id: {"score": str(score), "verdict": "go", "bar": "none"}}
    assert f"{score} points n’ouvrent pas une porte fermée" in told("cp1-tender", {"cp1-tender": raw})
    loss = next(row for row in plans.judged_tenders(CASE) if row.margin_rate < 0)
    raw = {loss.tender_id: {"score": "", "verdict": "go", "bar": "none"}}
    assert tender.AT_A_LOSS.split(" :")[0] in told("cp1-tender", {"cp1-tender": raw})


def test_a_mistake_kept_over_the_tenders_is_charged_once_and_said_to_be_the_same():
    labels, rows = TRUTH.of("tenders"), plans.judged_tenders(CASE)
    made = {row.tender_id: tender.slips(CASE, row, labels[row.tender_id].score) for row in rows}
    raw = {
        code: {
            "score": str(slips.get("trap.days-published", labels[code].score)),
            "verdict": tender.VERDICT[labels[code].verdict],
            "bar": tender.BAR[labels[code].eliminatory],
        }
        for code, slips in made.items()
    }
    result = marked("cp1-tender", {"cp1-tender": raw})
    assert result.slips == ("trap.days-published",)
    assert result.fraction == pytest.approx(1 - 0.75 / 6)


def test_the_watch_says_what_moves_faster_and_what_nobody_else_will_read():
    plan = TRUTH.watch_plans[0]
    right = watch.answered(CASE, TRUTH, plan.lines.split(), plan.owners.split())
    weekly = next(line for line, cells in right.items() if cells["rhythm"] == "r4")
    private = next(label.place_id for label in TRUTH.watch_places if not label.shared)
    slow = {**right, weekly: {**right[weekly], "rhythm": "r2", "place": private}}
    said = told("cp1-watch", {"cp1-watch": slow})
    assert "Ce thème bouge plus vite que votre rythme" in said
    name = next(line.label for line in CASE.watch_lines if line.line_id == weekly)
    assert f"À ranger ailleurs : « {name[:20]}" in said.replace(NBSP, " ")
    long = next(line.line_id for line in CASE.watch_lines if line.kind == plans.PAGE_BY_PAGE)
    said = told("cp1-watch", {"cp1-watch": {**right, long: {"rhythm": "r1"}}})
    assert "L’alerte vient à vous : pourquoi tout relire ?" in said
    for label in TRUTH.watch_lines:
        if label.broken_rule:
            raw = {**right, label.line_id: right[weekly]}
            assert marked("cp1-watch", {"cp1-watch": raw}).fraction == 0
            assert "Interdit" in told("cp1-watch", {"cp1-watch": raw})


def test_the_marker_is_told_what_the_view_and_the_reply_hold():
    article = brief.known_figures(CASE, TRUTH)[brief.ARTICLE] / 1_000_000
    rival = CASE.policy["competitors"][0]["name"]
    said = told(
        "cp1-brief",
        {
            brief.VIEW: f"Le marché\nIl pèse {article:.1f} M€.".replace(".", ",", 1),
            brief.REPLY: f"Bonjour, {rival} ne vaut pas mieux. Une remise vous attend.",
        },
    )
    assert brief.UNDATED in said
    assert f"La réponse nomme {rival}" in said
    assert "« remise »" in said
    assert "Rubriques introuvables" in said


def test_the_marker_has_the_figures_of_this_learner_before_them():
    said = told("cp1-brief", {brief.REPLY: "Bonjour."})
    # 19.2 M€ of which 2.4 are ours, 16.5 M€ in 2019 at our scope (test_figures_in_sql).
    for figure in ("marché 2025 = 19,2 M€", "marché 2019 à notre champ = 16,5 M€", "part 2025 = 12,5 %"):
        assert figure in said
    for name in ("part 2024", "part 2024 sans la commande exceptionnelle", "croissance annuelle moyenne"):
        assert re.search(rf"{name} = [0-9]+,[0-9] %", said), name
    assert re.search(r"part relative = 0,[0-9]{2}", said)
    assert re.search(r"étoiles d’AirPromo-Pro = [0-9],[0-9]{2} \([0-9],[0-9]{2} avec tous les avis\)", said)
    assert said.count(" sur 4 offres gardées (") == 3
    assert "avis à traiter d’abord est AV60 (1 étoile, le 12 décembre 2025)" in said
    assert brief_beside.NO_RESULT.replace(NBSP, " ") in said
    assert "aucune ligne n’est gardée" in said


def test_the_marker_reads_the_learner_s_own_results_beside_the_right_ones():
    rows = [(row.month.year, row.compressors) for row in CASE.price_index]
    means = {year: mean(value for each, value in rows if each == year) for year in (2024, 2025)}
    right = f"{100 * (means[2025] / means[2024] - 1):.2f}".replace(".", ",")
    every = dict.fromkeys(rivals.decisions(CASE, TRUTH), rivals.KEEP)
    own = {
        "cp1-figures": {"prices": {"value": "9,1 %"}, "share": {"value": "12,5"}},
        rivals.OFFERS: every,
        rivals.INDEX: {"web": {"index": "61"}},
        rivals.STARS: {"us": {"stars": "1,9"}},
        brief.VIEW: "Les prix montent de 9,1 % et de 7,7 % ; le premier est à 61.",
    }
    said = told("cp1-brief", own)
    assert f"hausse des prix = 9,10 % (juste : {right} %)" in said
    assert re.search(r"part 2025 = 12,50 %[^(]", said)
    assert re.search(r"indice d’AirPromo-Pro = 61,0 \(juste : [0-9]+,[0-9]\)", said)
    assert re.search(r"étoiles de Galerne Air Industrie = 1,90 \(juste : [0-9],[0-9]{2}\)", said)
    assert said.count("6 (juste : 4)") == 3
    assert "9,1 % (hausse des prix), 61 (indice d’AirPromo-Pro)" in said
    assert "ne donnent : 7,7 %." in said
    assert "volume" not in said.partition("Ses résultats")[2]


def test_the_marker_reads_the_learner_s_own_plan_of_the_watch():
    plan = TRUTH.watch_plans[0]
    lines, owners = plan.lines.split(), plan.owners.split()
    said = told(
        "cp1-brief", {brief.REPLY: "Bonjour.", "cp1-watch": watch.answered(CASE, TRUTH, lines, owners)}
    )
    names = {row.owner_id: row.label for row in CASE.watch_owners}
    listed = said.partition("Son plan de veille : ")[2]
    assert listed.count("12/01/2026") == len(lines)
    for owner in owners:
        assert f"», {names[owner]}, " in listed


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("Nous vous offrirons une visite.", ["offrirons"]),
        ("Voici notre offre, et un café offert.", ["offre", "offert"]),
        ("Un avoir vous sera adressé.", ["un avoir"]),
        ("Désormais, tout report sera annoncé.", ["désormais"]),
        ("Cela ne se reproduira plus, je vous le promets.", ["ne se reproduira", "promets"]),
        ("Nos promesses tiennent depuis le 1er décembre.", ["promesses", "depuis le 1er"]),
        ("Nous souffrons de ce coffre ; la fiche est relue vendredi.", []),
    ],
)
def test_what_gives_away_or_promises_is_pointed_out(reply, words):
    said = marked("cp1-brief", {brief.REPLY: reply}).comments
    found = [comment.replace(NBSP, " ") for comment in said if "à relire" in comment]
    assert re.findall("« ([^»]+) »", " ".join(found)) == words


@pytest.mark.parametrize("variant", VARIANTS)
def test_one_review_waits_first_and_the_marker_is_told_so(variant):
    """Both texts are quoted, whichever was chosen; the review is that of the rule told to the learner."""
    case, labels = load(variant), truth.load(variant)
    fields = fields_of(shipped("cp1-veille"), case)
    texts = {row.review_id: typeset(row.text) for row in case.reviews}
    first, waiting = [], set()
    for code, _ in plans.reviews(case):
        result = mark("cp1-brief", case, labels, Lesson.read(fields, {brief.REVIEW: code}))
        if any(
            brief.FIRST.split(",")[0] in comment and "attend d’abord" in comment
            for comment in result.comments
        ):
            first.append(code)
        else:
            waiting |= {re.search(r"d’abord est (AV\d+)", " ".join(result.comments))[1]}
        assert texts[code] in " ".join(result.comments)
        assert texts[[*first, *waiting][0]] in " ".join(result.comments)
    assert len(first) == 1
    assert waiting == set(first)
    kinds = labels.of("reviews")
    assert first == [
        row.review_id
        for row in case.reviews
        if (row.company, kinds[row.review_id].kind) == (plans.US, "authentique")
        and row.stars in (1, 2)
        and row.reply is None
        and row.date.isoformat() >= "2025-12-01"
    ]


def test_the_learner_is_told_which_review_passes_first():
    rule = "d’un vrai client, d’une ou deux étoiles, {}sans réponse, publié depuis le 1er décembre"
    (asked,) = [cell for cell in shipped("cp1-veille")["cells"] if cell["id"] == "ask-brief"]
    assert rule.format("resté ") in "".join(asked["source"]).replace(NBSP, " ")
    line = next(line for line in exercises.load()["cp1-brief"].rubric if line.id == "5")
    assert rule.format("") in line.anchors[ENOUGH].replace(NBSP, " ")


def test_offers_are_told_by_what_fails():
    right = rivals.decisions(CASE, TRUTH)
    said = told("cp1-rivals", {rivals.OFFERS: dict.fromkeys(right, rivals.KEEP)})
    for sentence in rivals_offers.NOT_KEPT.values():
        assert sentence.split(" :")[0] in said
