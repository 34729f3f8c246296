"""The booklet of each learner (*livret d'évaluations en cours de formation*), from all the evidence."""
