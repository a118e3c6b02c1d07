"""The first page: all sessions of the library."""
