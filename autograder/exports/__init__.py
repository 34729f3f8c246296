"""The marks of a class for other programs (*exports*): spreadsheets, Moodle's gradebook, xAPI stores."""
