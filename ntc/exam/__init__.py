"""Sitting a mock examination (*passer l'examen blanc*): when it was begun, the time that is left, its end."""
