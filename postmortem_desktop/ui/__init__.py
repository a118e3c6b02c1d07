"""The screen: the only importer of PySide6 besides the composition root."""
