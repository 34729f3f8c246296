"""What CP6 asks about, pages 5 and 6: air, machines, energy."""
