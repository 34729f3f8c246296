"""The tools of the trade that a learner works with: they know no lesson and give no mark."""
