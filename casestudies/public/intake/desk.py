"""我的工作台: open calls and the dossiers of my unions."""

from django.core.paginator import Paginator
from wagtail.models import Site

from ...conf import PER_PAGE
from ...domain.accounts import passwords_are_ours
from ...domain.intake import titled
from ...domain.intake.desk import open_calls, own_dossiers
from ...permissions import memberships_of
from ..frame import render_page
from .sessions import signed_in
from .status import actions_for, status_of


@signed_in
def desk(request):
    members = memberships_of(request.user)
    if not members:
        return render_page(request, "casestudies/public/intake/no_union.html")
    dossiers = Paginator(own_dossiers(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "members": members,
        "changes_password": passwords_are_ours() and request.user.has_usable_password(),
        "several": len(members) > 1,
        "calls": open_calls(
            [member.union for member in members], site=Site.find_for_request(request)
        ),
        "dossiers": dossiers,
        "rows": [
            (titled(dossier), status_of(dossier, request.user), actions_for(dossier, request.user))
            for dossier in dossiers
        ],
    }
    return render_page(request, "casestudies/public/intake/desk.html", context)
