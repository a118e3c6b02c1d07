"""The step Interviews: one person at a time, five accounts, one question in large type."""
