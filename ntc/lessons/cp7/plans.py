"""What CP7 asks about: one place for its cells to look in."""

from ntc.lessons.cp7.argued_plans import *  # noqa: F403
from ntc.lessons.cp7.priced_plans import *  # noqa: F403
from ntc.lessons.cp7.signed_plans import *  # noqa: F403
from ntc.lessons.cp7.takes_plans import *  # noqa: F403
