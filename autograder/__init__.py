"""What only an instructor has: keys, truth, grading and reports. Never in a learner's wheel."""
