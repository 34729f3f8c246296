"""What belongs to the lesson on loyalty (« fidélisation ») alone."""
