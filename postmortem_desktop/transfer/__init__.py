"""In and out of the library: import and export as the window and the command line both do it."""
