"""Finds every claim a news text attributes to somebody. Pure: no Django, clock, network or database."""
