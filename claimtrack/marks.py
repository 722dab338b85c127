"""What stands around the words that a search found in a text, between the database and the page.

Of Unicode's private use, so that no text has them by chance.
"""

MARK_START, MARK_END = "\ue000", "\ue001"
