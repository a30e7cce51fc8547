"""Fills the versions of dossiers sent before there was a table of them.

From Wagtail's revisions, of which each sending made one; from the dossier's columns, which are
what was sent last, where a revision was purged. The contact of earlier sendings was kept nowhere.
Files are not read here: their hashes are taken at the next sending.
"""

import hashlib
import json
from collections import defaultdict
from datetime import UTC, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import migrations
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext, override

BATCH = 200
CONTACT = ("address", "contact", "phone")
TEXTS = ("title", "implementer", "team", "background", "process", "practice", "effect")
PHOTO = ("pk", "key", "file", "preview", "name", "caption", "sha256", "width", "height")


def fill(apps, schema_editor):
    using = schema_editor.connection.alias
    dossiers = apps.get_model("casestudies", "Submission").objects.using(using)
    waiting = dossiers.exclude(number="").filter(versions=None).order_by("pk")
    waiting = waiting.select_related("union", "contact")
    last = 0
    with override(settings.LANGUAGE_CODE):
        while batch := list(waiting.filter(pk__gt=last)[:BATCH]):
            last = batch[-1].pk
            _fill(apps, using, batch)


def _fill(apps, using, dossiers):
    found = _Beside(apps, using, dossiers)
    rows = []
    for dossier in dossiers:
        for n, sent in enumerate(_sendings(dossier, found), 1):
            rows.append(_version(apps, dossier, n, sent, found))
    apps.get_model("casestudies", "SubmissionVersion").objects.using(using).bulk_create(
        rows, ignore_conflicts=True, batch_size=BATCH
    )


class _Beside:
    """What stands in other tables of the dossiers of one batch: 8 queries."""

    def __init__(self, apps, using, dossiers):
        keys = [dossier.pk for dossier in dossiers]

        def rows(app, model):
            return apps.get_model(app, model).objects.using(using)

        content_type = rows("contenttypes", "ContentType").filter(
            app_label="casestudies", model="submission"
        )
        revisions = rows("wagtailcore", "Revision").filter(
            content_type__in=content_type, object_id__in=[str(key) for key in keys]
        )
        self.revisions = _by(revisions.order_by("created_at", "pk"), lambda row: int(row.object_id))
        senders = {dossier.endorsed_by_id for dossier in dossiers}
        senders |= {each.user_id for sent in self.revisions.values() for each in sent}
        photos = rows("casestudies", "SubmissionPhoto").filter(
            submission__in=keys, draft_only=False
        )
        self.photos = _by(photos.order_by("sort_order", "pk"), lambda row: row.submission_id)
        scans = rows("casestudies", "SubmissionFile").filter(submission__in=keys, draft_only=False)
        self.scans = _by(scans.order_by("uploaded_at", "pk"), lambda row: row.submission_id)
        topics = apps.get_model("casestudies", "Submission")._meta.get_field("topics")
        chosen = topics.remote_field.through.objects.using(using)
        self.topics = _by(
            chosen.filter(submission__in=keys).order_by("pk"), lambda row: row.submission_id
        )
        self.directions = dict(rows("casestudies", "Direction").values_list("pk", "label"))
        self.topic_names = dict(rows("casestudies", "Topic").values_list("pk", "name"))
        self.names = _names_of(rows(*settings.AUTH_USER_MODEL.split(".")), senders)


def _by(rows, key) -> dict:
    found = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def _sendings(dossier, found) -> list[dict]:
    """Return what was sent each time, oldest first, the last as the columns have it."""
    sendings = []
    for revision in found.revisions[dossier.pk]:
        content = revision.content
        sent_at = parse_datetime(content.get("sent_at") or "") or revision.created_at
        sendings.append(content | {"sent_at": sent_at, "by": revision.user_id, "key": revision.pk})
    now = {field.attname: getattr(dossier, field.attname) for field in dossier._meta.fields}
    now |= {
        "direction": dossier.direction_id,
        "topics": [row.topic_id for row in found.topics[dossier.pk]],
        "photos": [{name: _plain(row, name) for name in PHOTO} for row in found.photos[dossier.pk]],
        "by": dossier.endorsed_by_id,
        "key": dossier.latest_revision_id,
    }
    # A revision keeps milliseconds.
    if sendings and abs(sendings[-1]["sent_at"] - dossier.sent_at) < timedelta(seconds=1):
        sendings.pop()
    return [*sendings, now]


def _version(apps, dossier, n, sent, found):
    is_last = sent["sent_at"] == dossier.sent_at
    contact = getattr(dossier, "contact", None) if is_last else None
    version = apps.get_model("casestudies", "SubmissionVersion")(
        submission=dossier,
        n=n,
        sent_at=sent["sent_at"],
        sent_by_id=sent["by"] if sent["by"] in found.names else None,
        sender=found.names.get(sent["by"], ""),
        revision_key=sent["key"],
        values=_values(dossier, sent, found),
        opinion=sent.get("opinion", ""),
        contact=contact and {name: getattr(contact, name) for name in CONTACT},
        photos=[_photo(photo) for photo in sent.get("photos") or ()],
        scans=[
            _scan(scan) for scan in found.scans[dossier.pk] if scan.uploaded_at <= sent["sent_at"]
        ],
    )
    version.digest = _digest(version)
    return version


def _values(dossier, sent, found) -> dict:
    """Return the lines in the order of the form, as ``intake.send`` writes them."""
    direction = sent.get("direction")
    direction = direction if direction in found.directions else None
    topics = [key for key in sent.get("topics") or () if key in found.topic_names]
    values = {"union": _told(dossier.union_id, dossier.union.name)}
    for name in TEXTS:
        values[name] = _told(sent.get(name, ""))
    for name in ("unit_nature", "industry"):
        labels = dict(dossier._meta.get_field(name).flatchoices)
        chosen = sent.get(name, "")
        values[name] = _told(chosen, gettext(labels[chosen]) if chosen in labels else chosen)
    employees = sent.get("employees")
    values["employees"] = _told(employees, "" if employees is None else str(employees))
    values["direction"] = _told(direction, found.directions.get(direction, ""))
    values["topics"] = _told(topics, [found.topic_names[key] for key in topics])
    return values


def _told(value, shown=None) -> dict:
    return {"value": value, "shown": value if shown is None else shown}


def _names_of(users, keys) -> dict:
    """Return how each of the users is called, by key; a host's own user may have no names."""
    address = get_user_model().USERNAME_FIELD
    names = {}
    for user in users.filter(pk__in=keys - {None}):
        full = f"{getattr(user, 'first_name', '')} {getattr(user, 'last_name', '')}".strip()
        names[user.pk] = (full or str(getattr(user, address)))[:255]
    return names


def _photo(photo) -> dict:
    return {name: photo.get(name, "") for name in PHOTO} | {"size": None}


def _scan(scan) -> dict:
    names = ("pk", "key", "file", "name", "extension", "kind", "sha256")
    told = {name: _plain(scan, name) for name in names}
    return told | {"size": None, "uploaded_at": scan.uploaded_at.isoformat()}


def _plain(row, name):
    value = getattr(row, name)
    return value if isinstance(value, int | str) else str(value)


def _digest(version) -> str:
    said = {
        "dossier": version.submission_id,
        "n": version.n,
        "sent_at": version.sent_at.astimezone(UTC).isoformat(),
        "sender": version.sender,
        "values": version.values,
        "opinion": version.opinion,
        "contact": version.contact,
        "photos": version.photos,
        "scans": version.scans,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


class Migration(migrations.Migration):
    dependencies = [
        ("casestudies", "0004_what_was_sent"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
