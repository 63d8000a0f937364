"""The plan of a group: what it is, how it is written, how its dates are laid."""
