"""What is CP5's own: its examples, its figures in prose, charts, tables and talks."""
