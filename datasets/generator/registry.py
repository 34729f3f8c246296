"""All that makes a variant, in order: a step keeps books, or finishes tables that no later step changes."""

from generator import (
    activities,
    billing,
    calls,
    catalogue,
    complaints,
    demand,
    diagnosis,
    fleet,
    indicators,
    market,
    objections,
    ordering,
    park,
    people,
    pipeline,
    portfolio,
    profiles,
    prospects,
    quoting,
    recovery,
    steering,
    stories,
    territory,
    timesheet,
    watch,
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
    demand.set_days,
    portfolio.assign,
    ordering.cancel,
    portfolio.settle,
    prospects.build,
    quoting.build,
    ordering.deliver,
    ordering.number,
    billing.invoice,
    portfolio.set_tiers,
    billing.collect,
    portfolio.table,
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
    market.build,
    profiles.build,
    objections.build,
    watch.build,
    fleet.build,
    calls.build,
    park.build,
)


def make(variant: str) -> World:
    """Make all the tables of a variant."""
    world = World(variant)
    for step in STEPS:
        step(world)
    return world
