"""All that makes a variant, in order: a step keeps books, or finishes tables that no later step changes."""

from generator import (
    accounts,
    activities,
    assignment,
    billing,
    catalogue,
    complaints,
    demand,
    diagnosis,
    indicators,
    months,
    ordering,
    people,
    pipeline,
    portfolio,
    prospects,
    quoting,
    recovery,
    steering,
    stories,
    territory,
    timesheet,
    workdays,
)
from generator.world import World

STEPS = (
    territory.build,
    workdays.build,
    catalogue.build,
    people.build,
    portfolio.draft,
    demand.build,
    months.set_days,
    assignment.assign,
    ordering.cancel,
    accounts.settle,
    prospects.build,
    quoting.build,
    ordering.deliver,
    ordering.number,
    billing.invoice,
    accounts.set_tiers,
    billing.collect,
    accounts.table,
    ordering.table,
    quoting.table,
    billing.table,
    activities.build,
    complaints.build,
    pipeline.build,
    steering.build,
    indicators.build,
    diagnosis.build,
    recovery.build,
    timesheet.build,
    stories.build,
)


def make(variant: str) -> World:
    """Make all the tables of a variant."""
    world = World(variant)
    for step in STEPS:
        step(world)
    return world
