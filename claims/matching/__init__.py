"""PURE: which claims are the same? No Django, no database, no clock, no network."""
