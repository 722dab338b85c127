"""The outlines of the world, drawn for a part of it: no tiles, nothing from outside. Pure."""
