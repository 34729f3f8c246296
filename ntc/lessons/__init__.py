"""What makes a lesson: opening it, the figures in its prose, and for each a folder of what is its own.

A lesson ``cp4-bilan`` finds its modules in ``ntc/lessons/cp4/``: ``prose`` (the figures of the case that its
text names), ``charts``, ``views`` (tables to explore that no other lesson shows). None of them need exist.
"""
