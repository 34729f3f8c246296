"""Tables to explore: those of the trade, every table of the schema as it is, and what shows them."""
