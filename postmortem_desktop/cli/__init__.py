"""Headless commands; they prove that the core needs no window."""
