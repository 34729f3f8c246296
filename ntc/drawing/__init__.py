"""Charts and maps of the house: how they are drawn, and what stands beside them for who does not see them."""
