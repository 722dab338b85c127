"""Measurements: `make bench` for speed, `make evaluate` for what the extraction finds."""
