"""What CP6 asks about, pages 1 to 4: the file, the questions, the visit, the associate."""
