"""Clients and prospects: how large, whom one meets there, what they may owe, which come first."""
