"""A day on the road (R23), with hours to keep: what the exercises cp2-tour and cp5-tour share."""
