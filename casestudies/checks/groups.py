"""``CASESTUDIES["GROUPS"]``: what the groups of the office's roles are called."""

from django.contrib.auth.models import Group
from django.core.checks import Error

from .. import conf
from ..domain.installation import NAMES
from .looking import looks_at


@looks_at("the names of groups")
def check_groups():
    """Each role is one of ours, and no two of them would have to share a group."""
    said = conf.value("GROUPS")
    if not isinstance(said, dict):
        return []  # check_keys tells
    faults = [_unknown(role) for role in said if role not in NAMES]
    faults += [_no_name(role) for role, name in said.items() if not _is_name(name)]
    names = {role: said.get(role, default) for role, default in NAMES.items()}
    for role, name in names.items():
        sharing = [str(other) for other, called in names.items() if called == name]
        if sharing[0] == role and len(sharing) > 1:
            faults.append(_shared(sharing, name))
    return faults


def _is_name(name):
    longest = Group._meta.get_field("name").max_length
    return isinstance(name, str) and len(name.strip()) > 0 and len(name) <= longest


def _unknown(role):
    return Error(
        f'CASESTUDIES["GROUPS"] has a role "{role}" that the programme does not know.',
        hint=f"Its roles are: {', '.join(NAMES)}.",
        id="casestudies.E004",
    )


def _no_name(role):
    return Error(
        f'CASESTUDIES["GROUPS"]["{role}"] is no name of a group.',
        hint="Give it a text of 1 to 150 characters.",
        id="casestudies.E005",
    )


def _shared(roles, name):
    return Error(
        f'CASESTUDIES["GROUPS"] gives {" and ".join(roles)} the same name "{name}".',
        hint="Give each role a group of its own; a person may be in several groups.",
        id="casestudies.E006",
    )
