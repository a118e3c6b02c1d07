"""The timeline on screen: one custom-painted widget over the layout of ``timeline``."""
