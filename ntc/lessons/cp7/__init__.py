"""What is CP7's own: its examples, its figures in prose, charts, tables and talks."""
