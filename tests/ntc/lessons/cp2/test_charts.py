"""What the maps of CP2 show of its data."""

from ntc import case
from ntc.case import measures
from ntc.lessons.cp2 import charts


def test_the_map_of_the_sector_has_every_town_that_was_visited_and_none_other():
    data = case.load("05")
    where = {one.client_id: one.town_id for one in data.clients}
    where |= {one.prospect_id: one.town_id for one in data.prospects}
    visited = {where[code] for code in measures.visits_by_account(data, 2025)}
    places = charts.sector_map(data).places
    assert {place.id for place in places} == visited
    radii = sorted(place.radius for place in places)
    assert 4 <= radii[0] < radii[-1] == 20


def test_the_loop_goes_through_four_doors():
    loop = charts.merged_days(case.load("00"))
    assert loop.route[0] == loop.route[-1]
    assert len(set(loop.route)) == 5


def test_the_paper_week_tells_each_task_that_was_laid():
    data = case.load("00")
    assert len(charts.paper_week(data).rows) == len(data.week_draft)
