"""The tool of whoever helps a self-help group in Norway to its feet."""

__version__ = "0.1.0"
