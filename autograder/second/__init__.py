"""The second marking (*seconde correction*) of what was written: kept apart, compared, decided by a person.

nbgrader's gradebook keeps one score by hand, which is the one that counts; a second marker's lies beside it.
"""
