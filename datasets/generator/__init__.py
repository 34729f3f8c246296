"""The generator of the company Galerne Air Industrie: one module per group of tables, standard library only."""
