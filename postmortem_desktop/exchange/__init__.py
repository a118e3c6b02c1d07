"""Our own formats, out and in: the session file, Markdown, the built-in template and sample."""
