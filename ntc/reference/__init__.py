"""The pages that a learner looks things up in: the glossary, the company, the dictionary of its data."""

from ntc.reference.lexicon import lexicon

__all__ = ["lexicon"]
