"""The dates on which the whole case stands."""

from datetime import date

# The books hold two years; the story begins on the learner's first Monday, once they are closed.
YEARS = (2024, 2025)
CLOSING, STORY_DATE = date(2025, 12, 31), date(2026, 1, 12)
# From that day on discounts on compressors drift (T08).
DRIFT_DATE = date(2025, 4, 1)
