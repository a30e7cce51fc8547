"""Case programme of a trade-union federation, as a plugin for a Wagtail site.

A union's form becomes a dossier, a dossier is moderated, what is accepted
becomes a page, a page is read:

    intake      domain.intake       blank form → Submission, sent by the approver
    moderation  domain.moderation   sent → returned, rejected or accepted
    publishing  domain.publishing   accepted → draft CasePage → 三审 → live
    reading     domain.reading      live CasePage → lists, topics, readers

Nouns are in ``models``, verbs in ``domain``; ``public`` and ``backoffice`` are
the two faces. ``domain.workflow`` holds the table of allowed moves between the
states of a dossier.
"""

__version__ = "0.3.0"
