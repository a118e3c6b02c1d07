"""The events as a table: the second way into the timeline, made for the keyboard."""
