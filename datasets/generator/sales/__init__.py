"""Two years of selling: orders, quotes, invoices and payments, and the days of those who sell."""
