"""The tables editors keep: calls, unions and their members, topics, glossary."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column, UserColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from ..exchange.tables import GLOSSARY, TOPICS, UNIONS
from ..models.call import CallPage
from ..models.topic import GlossaryTerm, Topic
from ..models.union import Union, UnionMember
from .deletion import TopicDeleteView, UnionDeleteView
from .exchange.viewset import ExchangeMixin
from .menu import HOOK, may_see_pages

#: Of the narrower terms of a topic so many stand in the list.
TERMS_LISTED = 6


class CallMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see_pages(request.user)


class MomentColumn(Column):
    """An exact moment, past or to come; Wagtail's own column only knows the past."""

    def get_value(self, instance):
        return f"{timezone.localtime(super().get_value(instance)):%Y-%m-%d %H:%M}"


class CallListing(PageListingViewSet):
    """征集活动: all calls in one list; each opens in the page editor."""

    name = "casestudies_calls"
    url_prefix = "casestudies/calls"
    model = CallPage
    icon = "calendar-alt"
    menu_label = _("Calls for cases")
    menu_hook = HOOK
    menu_order = 50
    menu_item_class = CallMenuItem
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn(
            "title",
            label=pgettext_lazy("casestudies", "Title"),
            sort_key="title",
            classname="title",
        ),
        MomentColumn("opens_at", label=_("opens at"), sort_key="opens_at"),
        MomentColumn("closes_at", label=_("closes at"), sort_key="closes_at"),
        PageStatusColumn("status", label=_("state"), sort_key="live"),
    ]


class TableViewSet(ModelViewSet):
    """A table of the programme: Wagtail gives each view the model's own permissions."""

    menu_hook = HOOK
    copy_view_enabled = False

    @property
    def url_prefix(self):
        return f"casestudies/{self.model_name}"

    def get_permissions_to_register(self):
        """Return what Wagtail's group editor offers: the right to view opens the list."""
        return Permission.objects.filter(
            content_type__app_label="casestudies", content_type__model=self.model_name
        )


class UnionViewSet(ExchangeMixin, TableViewSet):
    table = UNIONS
    name = "casestudies_union"
    model = Union
    icon = "group"
    menu_label = _("Recommending unions")
    menu_order = 60
    form_fields = ["name", "short_name", "kind", "sort_order", "is_active"]
    list_display = [
        "name",
        "short_name",
        Column("get_kind_display", label=_("kind of union"), sort_key="kind"),
        BooleanColumn(
            "is_active", label=pgettext_lazy("casestudies", "active"), sort_key="is_active"
        ),
    ]
    list_filter = ["kind", "is_active"]
    search_fields = ["name", "short_name"]
    list_per_page = 50
    delete_view_class = UnionDeleteView


class UnionMemberViewSet(TableViewSet):
    name = "casestudies_member"
    model = UnionMember
    icon = "user"
    menu_label = _("union members")
    menu_order = 70
    form_fields = ["union", "user", "role"]
    list_display = [
        UserColumn("user", label=pgettext_lazy("casestudies", "user")),
        Column("union", label=_("union"), sort_key="union__sort_order"),
        Column("get_role_display", label=_("role"), sort_key="role"),
    ]
    list_filter = ["role", "union"]
    list_per_page = 50

    @property
    def search_fields(self):
        return [*(f"user__{name}" for name in _words_of_a_user()), "union__name"]

    def get_index_view_kwargs(self, **kwargs):
        rows = UnionMember.objects.select_related("union", "user__wagtail_userprofile")
        return super().get_index_view_kwargs(queryset=rows, **kwargs)


def _words_of_a_user() -> list[str]:
    """Return the columns of the host's own user model by which a person is found."""
    user = get_user_model()
    there = {field.name for field in user._meta.concrete_fields}
    wanted = [user.USERNAME_FIELD, user.get_email_field_name(), "last_name", "first_name"]
    return [name for name in dict.fromkeys(wanted) if name in there]


def _first_narrower(topic):
    """Name the first narrower terms, as many as a line of the list holds."""
    names = [equal[0] for equal in topic.narrower_list]
    more = _("and others") if len(names) > TERMS_LISTED else ""
    return f"{'、'.join(names[:TERMS_LISTED])}{more}"


class TopicViewSet(ExchangeMixin, TableViewSet):
    table = TOPICS
    name = "casestudies_topic"
    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 80
    panels = [
        FieldPanel("name"),
        FieldPanel("group"),
        FieldPanel(
            "synonyms",
            help_text=_(
                "Other names of the very same thing, one on each line. Whoever searches for one "
                "of them finds what uses any other."
            ),
        ),
        FieldPanel(
            "narrower",
            help_text=_(
                "Kinds and parts of the topic, one on each line; several names of one thing on "
                "one line, joined by “=”: 外卖骑手=网约配送员. Who searches for the topic finds "
                "them too, and who searches for one of them also finds what speaks of the topic."
            ),
        ),
        FieldPanel(
            "broader",
            help_text=_(
                "What the topic is a kind or a part of, written in the same way; what only this "
                "finds comes last. All terms work at once, for the next search."
            ),
        ),
        FieldPanel("description"),
        FieldPanel("sort_order"),
    ]
    list_display = [
        "name",
        "group",
        Column(
            "synonyms",
            label=_("other names"),
            accessor=lambda topic: "、".join(topic.synonym_list),
        ),
        Column("narrower", label=_("narrower terms"), accessor=_first_narrower),
    ]
    list_filter = ["group"]
    search_fields = ["name", "synonyms", "narrower", "broader"]
    list_per_page = 50
    delete_view_class = TopicDeleteView


class GlossaryViewSet(ExchangeMixin, TableViewSet):
    table = GLOSSARY
    name = "casestudies_glossary"
    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    menu_order = 90
    form_fields = ["term", "explanation"]
    list_display = ["term", "explanation"]
    search_fields = ["term", "explanation"]
    list_per_page = 50


def viewsets():
    return [
        CallListing(),
        UnionViewSet(),
        UnionMemberViewSet(),
        TopicViewSet(),
        GlossaryViewSet(),
    ]
