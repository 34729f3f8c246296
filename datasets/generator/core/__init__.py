"""What every room of the generator may use: figures, books, draws, rules, dates, money; it knows no room."""
