"""What CP7 asks about, pages 1 and 7: the takes."""
