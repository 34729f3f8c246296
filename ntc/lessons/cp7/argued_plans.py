"""What CP7 asks about, pages 2 to 4: the links, the supports, the argument, the objections."""
