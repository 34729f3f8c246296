"""What belongs to the lesson « Réaliser le bilan de l'activité commerciale »."""
