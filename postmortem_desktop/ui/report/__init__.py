"""The step Report: for whom, with which sections, how it will look, and the file."""
