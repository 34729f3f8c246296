"""What the papers of the mock examination have of their own."""
