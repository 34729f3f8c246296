"""``python -m autograder.exports``: write the marks of a class for other programs."""

import sys

from autograder.exports.command import main

sys.exit(main())
