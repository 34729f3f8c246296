"""What CP7 asks about, pages 5 and 6: the gap, the road map."""
