"""The sheets for the table: which there are, what stands on them, and each format."""
