"""Geometry of the timeline, without a toolkit: the screen and the report draw the same layout."""
