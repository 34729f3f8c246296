"""``python -m autograder.personal dupont.m``."""

import sys

from autograder.personal.command import main

sys.exit(main())
