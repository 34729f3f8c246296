"""The generator of the company Galerne Air Industrie: a module per group of tables, standard library only."""
