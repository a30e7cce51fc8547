"""One dossier is written by one transaction at a time."""

from ...models.submission import Submission


def lock(submission) -> Submission:
    """Lock the dossier's row and read it anew: what is judged is what is stored.

    Must run inside a transaction. Returns the same object.
    """
    Submission.objects.select_for_update().values_list("pk").get(pk=submission.pk)
    # A query of its own: what is joined to a row that is waited for is as it was before the wait.
    fresh = Submission.objects.with_draft().get(pk=submission.pk)
    for field in Submission._meta.concrete_fields:
        setattr(submission, field.attname, getattr(fresh, field.attname))
    # ``refresh_from_db`` would forget contact and draft, which are read in the same query.
    submission._state.fields_cache = fresh._state.fields_cache
    submission.forget_children()
    return submission
