"""A class list as a school wrote it (*liste de la classe*): read, and compared with the one there is.

Nothing is replaced here: what changes is told first, and whoever dropped the list decides.
"""
