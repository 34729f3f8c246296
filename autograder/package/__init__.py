"""The learners' package (*dossier des apprenants*): the course and all it needs, opened with no network."""
