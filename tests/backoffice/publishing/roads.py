"""Roads of Wagtail's admin to a case, and how the case stands then."""

import json

from django.urls import reverse

from casestudies.models import CasePage

EMPTY_FORM = {
    "topics": "",
    "body-count": 0,
    "comments-TOTAL_FORMS": 0,
    "comments-INITIAL_FORMS": 0,
}
IN_REVIEW = "这篇案例正在三审，审完之前谁都不能改动。"


def stored():
    return CasePage.objects.get(slug="三审中的案例")


def step():
    state = stored().current_workflow_task_state
    return state and state.task.name


def screen(case, name="review"):
    return reverse(f"casestudies_backoffice:{name}", args=[case.pk])


def api(case, action):
    return reverse("wagtailadmin_api:pages:action", args=[case.pk, action])


def in_api(browser, case, action, **data):
    return browser.post(api(case, action), json.dumps(data), content_type="application/json")


def edit(browser, case, **fields):
    address = reverse("wagtailadmin_pages:edit", args=[case.pk])
    return browser.post(address, {**EMPTY_FORM, "title": "改了的标题", "slug": case.slug, **fields})
