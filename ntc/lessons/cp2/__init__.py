"""What belongs to the lesson on the plan of commercial actions (« plan d'actions commerciales ») alone."""
