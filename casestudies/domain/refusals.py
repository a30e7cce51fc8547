"""Why a verb refuses, each with a translated sentence that faces show as it is."""


class Refusal(Exception):
    """Base of all refusals; ``str()`` is the sentence for the user."""


class NotAllowed(Refusal):
    """The person may not do this."""


class WrongState(Refusal):
    """The dossier is not where this move starts, often because somebody was quicker."""


class TextChanged(Refusal):
    """The dossier is not what the person was shown, so that the decision would be about another."""


class BothChanged(Refusal):
    """Two people changed the same lines; ``merged`` is the ``intake.merging.Merge`` of them."""

    def __init__(self, message, *, submission, merged):
        super().__init__(message)
        self.submission, self.merged = submission, merged


class TooLate(Refusal):
    """The deadline has passed."""


class NoPlaceLeft(Refusal):
    """The quota is used up."""


class TooMany(Refusal):
    """There are as many as may be; the sentence says how many, and what to do."""


class NotReady(Refusal):
    """Something staff must set up first is missing."""


class ReasonDue(Refusal):
    """The decision needs a reason."""


class TooManyTries(Refusal):
    """Somebody tried too often at a door; ``seconds`` is how long to wait."""

    def __init__(self, message, seconds):
        super().__init__(message)
        self.seconds = seconds


class Invalid(Refusal):
    """What was typed or stored breaks a rule; the sentence says which."""


class WrongDate(Refusal):
    """The date given cannot be right."""


class Incomplete(Refusal):
    """The dossier lacks something; ``problems`` are those of ``intake.completeness``."""

    def __init__(self, message, problems):
        super().__init__(message)
        self.problems = problems
