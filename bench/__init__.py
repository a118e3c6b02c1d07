"""Measurements of speed, side by side in one run; nothing here is part of the program."""
