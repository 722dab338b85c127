"""What the services of claims announce."""

from django.dispatch import Signal

# Sent inside the transaction, with notice_id, when somebody is told something and wants a mail of it.
notice_to_mail = Signal()
