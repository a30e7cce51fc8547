"""Index on commit, once more, what Wagtail indexed too early, and what changed beside it.

Wagtail indexes an object in ``post_save``: before its child rows and tags are written, and
never when only a tag or another related object changes. Here every such change leaves
clues on the connection; when the transaction commits, the objects they lead to are indexed,
each once, in tasks of ``CHUNK`` objects. A rollback, to a savepoint too, drops the clues.

``queryset.update()`` and ``bulk_create()`` send no signals: who writes so says
``index_again(model, pks)``.
"""

import logging
from collections import defaultdict
from functools import partial
from itertools import islice
from weakref import WeakKeyDictionary, WeakSet

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, router, transaction
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from modelsearch.backends import get_search_backends_with_name
from modelsearch.index import get_indexed_models

from .relations import Link, Target, has_related_content, prefetched, relations_of

# The host's queue of tasks, which the setting ``TASKS`` names: Django's own since 6.0.
try:
    from django import tasks
except ImportError:
    import django_tasks as tasks

logger = logging.getLogger(__name__)

#: How many objects one task indexes.
CHUNK = 500
#: The lookup of a clue that names the owner.
ITSELF = ""
#: Where a row being saved keeps whom it belonged to.
_BEFORE = "_owners_before_saving"


class _Change:
    """The clues one signal left. Only Django's list of commit hooks keeps it."""

    def __init__(self, clues, waiting):
        self.clues = clues
        self._waiting = waiting

    def commit(self):
        """Index for all changes of the transaction; those called after the first find none."""
        changes = list(self._waiting)
        self._waiting.clear()
        _index(clue for change in changes for clue in change.clues)


#: The changes that wait on each connection. A change whose savepoint was rolled back has
#: gone from Django's list, and so from here; one that lingers would only index for nothing.
_waiting: WeakKeyDictionary = WeakKeyDictionary()


def index_again(model, pks, *, using=DEFAULT_DB_ALIAS):
    """Index these objects on commit of the transaction, or now outside of one."""
    _note([(model, ITSELF, pk) for pk in pks], using)


def _note(clues, using):
    clues = list(clues)
    if not clues:
        return
    connection = transaction.get_connection(using)
    waiting = _waiting.setdefault(connection, WeakSet())
    change = _Change(clues, waiting)
    waiting.add(change)
    if connection.in_atomic_block or connection.get_autocommit():
        transaction.on_commit(change.commit, using=using, robust=True)
    else:  # the host commits by hand, and Django then has no hooks
        change.commit()


# --- on commit -------------------------------------------------------------------------


def _index(clues):
    values = defaultdict(lambda: defaultdict(set))
    for owner, lookup, value in clues:
        values[owner][lookup].add(value)
    for owner, lookups in values.items():
        for chunk in _chunks(_owners(owner, lookups)):
            index_chunk.enqueue(
                owner._meta.app_label, owner._meta.model_name, [str(pk) for pk in chunk]
            )


def _owners(owner, lookups):
    """Yield the pk of each owner once, without holding more of them than must be compared."""
    known = {owner._meta.pk.to_python(pk) for pk in lookups.pop(ITSELF, ())}
    yield from known
    queries = [
        _found(owner, lookup, chunk)
        for lookup, values in lookups.items()
        for chunk in _chunks(values)
    ]
    for query in queries:
        for pk in _streamed(query):
            if pk not in known:
                if len(queries) > 1:
                    known.add(pk)
                yield pk


def _found(owner, lookup, values):
    owners = owner._base_manager.filter(**{f"{lookup}__in": values})
    for model in _specific_models(owner):
        owners = owners.exclude(pk__in=model._base_manager.values("pk"))
    return owners.order_by("pk").values_list("pk", flat=True).distinct()


def _streamed(pks):
    """Yield the pks by many short queries.

    A cursor left open would keep SQLite at an old state, from which it may not write once
    somebody else has written.
    """
    chunk = list(pks[:CHUNK])
    while chunk:
        yield from chunk
        chunk = list(pks.filter(pk__gt=chunk[-1])[:CHUNK]) if len(chunk) == CHUNK else []


def _specific_models(model):
    """Return the indexed models below a model: their rows are indexed as what they are."""
    return [each for each in _watched_models() if each is not model and issubclass(each, model)]


def _chunks(values):
    values = iter(values)
    while chunk := list(islice(values, CHUNK)):
        yield chunk


@tasks.task()
def index_chunk(app_label, model_name, pks):
    """Write the documents of these objects, with a fixed number of reading queries.

    The rows are locked meanwhile, lest an older reading be written over a newer one.
    """
    model = apps.get_model(app_label, model_name)
    using = router.db_for_write(model)
    with transaction.atomic(using=using):
        found = _locked(model, pks, using)
        if found:
            objects = model.get_indexed_objects().filter(pk__in=found)
            _write(model, list(objects.prefetch_related(*prefetched(model))))


def _locked(model, pks, using):
    can_share = transaction.get_connection(using).features.has_select_for_no_key_update
    rows = model._base_manager.using(using).select_for_update(no_key=can_share)
    return list(rows.filter(pk__in=pks).order_by("pk").values_list("pk", flat=True))


def _write(model, objects):
    for name, backend in get_search_backends_with_name(with_auto_update=True):
        try:
            backend.add_bulk(model, objects)
        except Exception:
            logger.exception("Cannot index %s of %s in %r", len(objects), model.__name__, name)
            if not backend.catch_indexing_errors:
                raise


# --- signals ---------------------------------------------------------------------------


def connect():
    """Watch every indexed model and all that its ``RelatedFields`` lead to."""
    watched = _watched_models()
    for model in watched:
        if any(has_related_content(each) for each in watched if issubclass(each, model)):
            _connect(post_save, _saved, model, "saved", exactly=True)
    for owner in watched:
        for relation in relations_of(owner):
            _watch(relation)


def _watched_models():
    return [
        model
        for model in get_indexed_models()
        if getattr(model, "search_auto_update", True) and not model._meta.proxy
    ]


def _watch(relation):
    if isinstance(relation, Target):
        _connect(post_save, partial(_target_saved, relation), relation.model, relation)
        _connect(pre_delete, partial(_target_deleted, relation), relation.model, relation)
    elif isinstance(relation, Link):
        _connect(pre_save, partial(_link_moves, relation), relation.model, relation)
        _connect(post_save, partial(_link_changed, relation), relation.model, relation)
        _connect(pre_delete, partial(_link_changed, relation), relation.model, relation)
    else:
        _connect(m2m_changed, partial(_many_to_many_changed, relation), relation.model, relation)


def _connect(signal, receiver, model, name, *, exactly=False):
    for sender in apps.get_models(include_auto_created=True):
        is_same = sender._meta.concrete_model is model
        if is_same or (issubclass(sender, model) and not exactly):
            uid = f"{__name__}:{name}"
            signal.connect(receiver, sender=sender, weak=False, dispatch_uid=uid)


def _saved(sender, instance, using, raw=False, **kwargs):
    if raw:
        return
    specific = instance.get_indexed_instance()
    if specific is None:
        return
    model = specific._meta.concrete_model
    if model in _watched_models() and has_related_content(model):
        index_again(model, [specific.pk], using=using)


def _target_saved(relation, sender, instance, created, using, raw=False, **kwargs):
    if not raw and not created:
        _note([relation.clue(instance)], using)


def _target_deleted(relation, sender, instance, using, **kwargs):
    """Look for the owners while their way to the target still stands."""
    owner, lookup, value = relation.clue(instance)
    index_again(owner, _found(owner, lookup, [value]).using(using), using=using)


def _link_moves(relation, sender, instance, using, raw=False, **kwargs):
    """Remember whom a row belongs to, before it may be given to another."""
    if raw or instance._state.adding:
        return
    stored = sender._base_manager.using(using).filter(pk=instance.pk)
    before = stored.values_list(*relation.key).first()
    instance.__dict__.setdefault(_BEFORE, {})[relation] = before


def _link_changed(relation, sender, instance, using, raw=False, **kwargs):
    if raw:
        return
    now = tuple(getattr(instance, name) for name in relation.key)
    before = instance.__dict__.get(_BEFORE, {}).pop(relation, None)
    _note([clue for values in {now, before} - {None} for clue in relation.clues(values)], using)


def _many_to_many_changed(relation, sender, instance, action, reverse, pk_set, using, **kwargs):
    """Look for the sources before a clearing, afterwards in every other case."""
    if action in {"post_add", "post_remove", "pre_clear"}:
        _note(relation.clues(instance, reverse, pk_set), using)
