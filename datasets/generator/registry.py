"""All that makes a variant, in order: a step keeps books, or finishes tables that no later step changes."""

from collections.abc import Callable

from generator import exercises, stories
from generator.accounts import cards, contacts, portfolio, prospects, scoring, targeting
from generator.core.world import World
from generator.house import calendar, catalogue, fleet, functions, people, steering, territory
from generator.joinery import client, site
from generator.market import campaigns, documents, leads, reviews, rivals, sources, statistics, survey
from generator.sales import (
    activities,
    assignment,
    billing,
    calls,
    demand,
    months,
    odds,
    ordering,
    payments,
    pending,
    pipeline,
    quote_lines,
    quoting,
)
from generator.service import complaint_rules, complaints, park, profiles
from generator.talks import claim, dialogues

STEPS: tuple[Callable[[World], None], ...] = (
    territory.build,
    calendar.build,
    catalogue.build,
    people.build,
    # The books: who buys, what, when; then quoted, delivered, billed and paid.
    portfolio.draft,
    demand.build,
    months.set_days,
    assignment.assign,
    ordering.cancel,
    cards.settle,
    prospects.build,
    quoting.build,
    ordering.deliver,
    ordering.number,
    billing.invoice,
    cards.set_tiers,
    payments.collect,
    cards.table,
    targeting.choose,
    ordering.table,
    quote_lines.write,
    billing.table,
    activities.build,
    odds.even,
    quoting.table,
    # The books are closed: what follows reads them.
    complaints.build,
    pipeline.build,
    steering.build,
    stories.build,
    statistics.build,
    survey.build,
    profiles.build,
    sources.build,
    documents.build,
    fleet.build,
    calls.build,
    park.build,
    campaigns.build,
    rivals.build,
    reviews.build,
    targeting.build,
    contacts.build,
    # Who called since the books were closed: before the grid ranks the prospects.
    client.build,
    scoring.build,
    complaint_rules.build,
    leads.build,
    quote_lines.build,
    pending.build,
    claim.build,
    site.build,
    dialogues.build,
    *exercises.STEPS,
    # All is said: by whom, in the right gender.
    functions.agree,
)


def make(variant: str) -> World:
    """Make all the tables of a variant."""
    world = World(variant)
    for step in STEPS:
        step(world)
    return world
