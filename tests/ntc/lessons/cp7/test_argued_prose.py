"""Pages 2 to 4 of CP7: figures in prose, and a body shop that lies far from the joinery."""

from ntc.case import VARIANTS, load
from ntc.french import typeset
from ntc.lessons.cp7 import argued_plans, argued_prose, carrosserie
from ntc.lessons.cp7.joinery_facts import POSTS, fact, people


def test_the_people_of_the_joinery_by_their_post():
    for variant in VARIANTS:
        case = load(variant)
        known = people(case)
        assert tuple(known) == POSTS
        assert [row.decision_role for row in known.values()] == [
            "décideur",
            "décideur",
            "acheteur",
            "utilisateur",
        ]
        assert "atelier" in known["foreman"].job
        assert argued_prose.prose(case)["arg-associee"] == typeset(f"Mme {known['madam'].last}")


def test_no_figure_of_the_body_shop_is_near_one_of_the_joinery():
    for variant in VARIANTS:
        case = load(variant)
        pairs = (
            (carrosserie.BOOTH_BAR, fact(case, "pression-outil")),
            (carrosserie.SET_BAR, fact(case, "pression-reglee")),
            (carrosserie.BONNET_COST, fact(case, "reprise")),
            (carrosserie.REDONE, fact(case, "chassis")),
        )
        for theirs, ours in pairs:
            assert abs(theirs / ours - 1) > 0.05


def test_ten_objections_are_answered_one_after_the_other():
    for variant in VARIANTS:
        case = load(variant)
        script, codes = argued_plans.returns(case), argued_plans.objections(case)
        path = [script.after(code)[0].id for code in codes]
        assert script.walk(path) is not None
        assert all(len(script.after(code)) == 4 for code in codes)
        assert [code for code, _ in argued_plans.heard(case)] == list(codes)
