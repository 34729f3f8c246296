"""What is handed to learner, jury and class after marking: criterion sheets, class view, class table."""
