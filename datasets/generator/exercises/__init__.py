"""What exercises play with: cases drawn for them, right plans, labels.

Each module is named after its exercise, and no department reads it. ``quiz``, ``tours`` and ``talks`` fill
tables that several exercises share.
"""

from collections.abc import Callable

from generator.core.world import World
from generator.exercises import (
    cp1_facts,
    cp1_rivals,
    cp1_swot,
    cp1_watch,
    cp2_file,
    cp2_plan,
    cp2_segments,
    cp2_targets,
    cp3_complaint,
    cp3_credit,
    cp3_follow,
    cp3_gesture,
    cp3_offers,
    cp4_causes,
    cp4_indicators,
    cp4_remedies,
    cp4_time,
    cp5_crm,
    cp5_hours,
    cp5_list,
    cp7_concessions,
    cp7_negotiation,
    cp7_objections,
    quiz,
    talks,
)
from generator.exercises.cp1_tender import cases, tenders
from generator.exercises.cp2_week import week
from generator.exercises.tours import tables as tours

# Remedies treat the causes; the week leaves alone whoever a tour sees, the day of calls whoever either does.
STEPS: tuple[Callable[[World], None], ...] = (
    tenders.build,
    cp2_plan.build,
    tours.build,
    cp3_gesture.build,
    cp4_causes.build,
    cp4_indicators.build,
    cp4_remedies.build,
    cp4_time.build,
    talks.build,
    cp7_concessions.build,
    cp7_negotiation.build,
    cp7_objections.build,
    week.build,
    cp5_hours.build,
    quiz.build,
    cp5_list.build,
    cp5_crm.build,
    cp1_swot.build,
    cp1_rivals.build,
    cp1_facts.build,
    cases.build,
    cp1_watch.build,
    cp3_credit.build,
    cp2_segments.build,
    cp2_targets.build,
    cp2_file.build,
    cp3_complaint.build,
    cp3_follow.build,
    cp3_offers.build,
)
