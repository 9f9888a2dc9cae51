"""Counted phrases: the number, the words that blur it, and the noun it counts."""
