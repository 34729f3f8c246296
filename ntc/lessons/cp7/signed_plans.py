"""What CP7 asks about, pages 8 and 9: the pen, the rewinding; opening and close."""
