"""What CP6 asks about, pages 7 and 8: the quote, the proposal; opening and close."""
