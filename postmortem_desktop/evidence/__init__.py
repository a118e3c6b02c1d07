"""Other people's formats, read into evidence items: pure functions, one module per format."""
