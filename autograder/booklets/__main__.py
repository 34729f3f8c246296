"""``python -m autograder.booklets [--learner dupont.m]``: write the booklets of a class."""

import sys

from autograder.booklets.command import main

sys.exit(main())
