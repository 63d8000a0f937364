"""The dates in everybody’s own calendar."""
