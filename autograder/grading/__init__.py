"""nbgrader plug-ins: intake (what counts of a hand-in) → rebuild (from the master) → mark → record."""
