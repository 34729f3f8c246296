"""A negotiation (« négociation »): who sits opposite, what may be said, its rules; no mark, no optimum."""
