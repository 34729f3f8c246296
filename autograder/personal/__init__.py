"""What is held about one learner (*données personnelles*): told to them whole, and erased when it must be.

``person`` says who is meant and finds them in a text; ``held`` where their data lie; ``account`` gathers
them for the learner; ``erasure`` takes them away, and ``certificate`` says what was.
"""
