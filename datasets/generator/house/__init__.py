"""The house itself: where it sells, on which days, what, with whom, on what roads, against which targets."""
