"""What holds for every test, whichever of them are run and on whatever computer."""

from hypothesis import settings

# A loaded machine is no fault of the code: examples are not timed. And the same tree always meets the same
# examples: what failed can be run again, and nothing fails by chance.
settings.register_profile("ntc", deadline=None, derandomize=True)
settings.load_profile("ntc")
