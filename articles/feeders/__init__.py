"""Ways in: one file per kind, found by its name. Each names its SUFFIXES and reads a file into items."""
