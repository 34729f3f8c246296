"""Contest, correct, replay (*contester, recorriger*): what is said against a mark, and what comes of it.

Over ``grading``; the desk only shows it and asks for it.
"""
