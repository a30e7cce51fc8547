"""The verbs of the programme: no request, no HTML, no messages.

Object first, the rest by keyword, the actor as ``by``. Refusals are exceptions of
``domain.refusals`` with a sentence for the user.
"""
