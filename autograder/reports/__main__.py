"""``python -m autograder.reports [at1-strategie …] [--learner dupont.m]``: write the sheets of a class."""

import sys

from autograder.reports.command import main

sys.exit(main())
