"""What belongs to the lesson on market watch (« veille ») alone."""
