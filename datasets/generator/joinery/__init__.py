"""One client told once: its people, its site, what it needs, what that costs, what a rival offers."""
