"""What CP6 asks about: one place for its cells to look in."""

from ntc.lessons.cp6.offered_plans import *  # noqa: F403
from ntc.lessons.cp6.sized_plans import *  # noqa: F403
from ntc.lessons.cp6.told_plans import *  # noqa: F403
