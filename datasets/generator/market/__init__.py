"""The market around the house: its size, documents, rivals, reviews, campaigns and the requests received."""
