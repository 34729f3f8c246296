"""What is said, with the spaces of a keyboard, so that expectations can be typed and read."""


def plain(text: str) -> str:
    """A text whose no-break spaces, wide and narrow, are plain ones."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
