"""Exercise cp2-week: a week to put in order."""
