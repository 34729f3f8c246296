"""What belongs to one lesson, a folder each."""
