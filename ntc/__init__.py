"""Courseware for the titre professionnel Négociateur technico-commercial: what a lesson imports."""
