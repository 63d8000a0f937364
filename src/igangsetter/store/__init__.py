"""Files that survive: the folder of plans, read, found and written."""
