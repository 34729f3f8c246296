"""What people say to each other, word for word."""
