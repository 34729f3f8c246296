"""Charts of the house: how they are drawn, their style, what stands beside them for who does not see them."""
