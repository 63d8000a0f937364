"""The tool of whoever helps a self-help group in Norway to its feet."""
