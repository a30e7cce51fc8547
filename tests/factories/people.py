"""Unions, their members, staff."""

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from casestudies.enums import MemberRole, UnionKind
from casestudies.models import Union, UnionMember

PASSWORD = "pass-word-1"


#: The groups of 三审 as setup calls them, in the order of their steps.
REVIEW_GROUPS = ("案例初审", "案例复审", "案例终审")


class UserFactory(DjangoModelFactory):
    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password(PASSWORD)


class StaffFactory(UserFactory):
    """A user in the groups given by name: ``StaffFactory(groups=[CHECKERS])``."""

    @factory.post_generation
    def groups(self, create, names, **kwargs):
        for name in names or ():
            self.groups.add(Group.objects.get(name=name))


class UnionFactory(DjangoModelFactory):
    class Meta:
        model = Union

    name = factory.Sequence(lambda n: f"第{n}区总工会")
    short_name = factory.Sequence(lambda n: f"第{n}区")
    kind = UnionKind.COUNTY


class MemberFactory(DjangoModelFactory):
    """A member of a union; ``.user`` signs in with ``people.PASSWORD``."""

    class Meta:
        model = UnionMember

    union = factory.SubFactory(UnionFactory)
    user = factory.SubFactory(UserFactory)
    role = MemberRole.AUTHOR

    class Params:
        approver = factory.Trait(role=MemberRole.APPROVER)
