"""Which dossiers, in words."""

from django.db import models
from django.db.models import Q

from ..enums import ADMITTED_STATES, RELEASED_STATES, WITH_UNION_STATES, Outcome, SubmissionState
from . import sheet

#: What was selected, and what was accepted in a call that is not judged.
_POOLED = Q(call__is_judged=False) | Q(result__outcome=Outcome.SELECTED)


class SubmissionQuerySet(models.QuerySet):
    def for_union(self, union):
        return self.filter(union=union)

    def for_call(self, call):
        return self.filter(call=call)

    def sent(self):
        """Dossiers that have been sent at least once."""
        return self.exclude(number="")

    def never_sent(self):
        """Drafts of unions, those withdrawn among them."""
        return self.filter(number="")

    def begun(self):
        """Drafts on the desk of a union that was never sent one of them."""
        return self.never_sent().filter(state__in=WITH_UNION_STATES)

    def taking_places(self):
        """Dossiers that take a place in the quota: domain.md §9.2."""
        return self.sent().exclude(state__in=RELEASED_STATES)

    def in_formal_check(self):
        return self.filter(state=SubmissionState.SUBMITTED)

    def at_steps(self, tasks):
        """Dossiers whose open step is one of the workflow tasks."""
        return self.in_formal_check().filter(current_step__in=tasks)

    def in_pool(self):
        """Dossiers of which a case page may be made: selected, or accepted without judging."""
        return self.filter(_POOLED, state=SubmissionState.ACCEPTED)

    def admitted(self):
        """Dossiers that stand in the pool or have left it as a case."""
        return self.filter(_POOLED | Q(case_page__isnull=False), state__in=ADMITTED_STATES)

    def with_result_untold(self):
        """Dossiers of judged calls whose union may not know the result yet: domain.md §9.6."""
        return self.filter(call__is_judged=True, result__published_at=None)

    def for_kind(self, kind):
        return self.filter(union__kind=kind)

    def with_direction(self, label):
        """Dossiers of a direction by its label, in whichever call."""
        return self.filter(direction__label=label)

    def in_state(self, state):
        return self.filter(state=state)

    def matching(self, words):
        """Dossiers whose title, implementer, union or number contain every one of the words."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(title__icontains=word)
                | Q(implementer__icontains=word)
                | Q(number__icontains=word)
                | Q(union__name__icontains=word)
                | Q(union__short_name__icontains=word)
            )
        return found

    def newest_first(self):
        return self.order_by("-changed_at", "-pk")

    def longest_waiting_first(self):
        return self.order_by("sent_at", "pk")

    def with_list_columns(self):
        """Join what every list of dossiers shows, in one query."""
        return self.select_related("union", "direction", "call", "result")

    def with_draft(self):
        """Join contact and draft: what its union reads and types."""
        return self.with_list_columns().select_related("contact", "draft")

    def with_evidence(self):
        """Read, in 4 queries, all that a formal check looks at."""
        rows = self.with_list_columns().select_related("contact")
        return rows.prefetch_related("photos", "files", "topics")

    def with_row_columns(self):
        """Read only what one row of a list of staff shows: no text, no call."""
        return self.select_related("union", "direction", "current_step", "result").only(
            "number",
            "title",
            "state",
            "sent_at",
            "paper_received_on",
            "implementer",
            "case_page_id",
            "union__name",
            "union__short_name",
            "union__kind",
            "direction__label",
            "current_step__name",
            "result__outcome",
            "result__award_name",
            "result__published_at",
        )

    def with_sheet_columns(self):
        """Read what one row of a spreadsheet holds: no text."""
        texts = [line.name for line in sheet.lines(sheet.Heading.TEXT, sheet.Heading.OPINION)]
        rows = self.select_related("union", "direction", "current_step", "result")
        return rows.defer(*texts)
