"""Exercise cp1-tender: go or no-go (R25)."""
