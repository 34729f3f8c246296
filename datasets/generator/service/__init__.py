"""What follows a sale: complaints and the rules that answer them, contracts, the machines in the field."""
