"""What is CP4's own, « Réaliser le bilan de l'activité »: examples, prose, charts, plans, tables."""
