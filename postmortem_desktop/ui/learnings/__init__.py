"""The step Learnings: what contributed, what helped, what surprised, what is still open."""
