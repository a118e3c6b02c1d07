"""Wording: all hints in one list, their kinds, and the questions that they lead to."""
