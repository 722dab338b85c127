"""The one signal: an article is stored, its claims are to be worked out. Sent in the transaction, with article_id."""

from django.dispatch import Signal

article_stored = Signal()
