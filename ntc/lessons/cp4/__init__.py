"""What is CP4's own, « Réaliser le bilan de l'activité commerciale »: its examples, prose, charts, tables."""
