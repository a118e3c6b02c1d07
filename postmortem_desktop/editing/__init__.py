"""The application without its window: edits, the Editor that performs them, and their history."""
