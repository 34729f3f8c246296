"""What makes a lesson: opening it, the figures in its prose, and for each a folder of what is its own.

A lesson finds its modules in the folder that the prefix of its name, its competency, names here: ``prose``
(the figures of the case that its text names), ``charts``, ``plans`` (problems that its planners state),
``views`` (tables to explore that no other lesson shows). None of them need exist. ``NTC_LESSONS`` names a
folder of further folders.
"""

from ntc import discovery

discovery.look_also_in("NTC_LESSONS", __path__)
