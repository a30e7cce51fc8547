"""Several people at the same moment, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from casestudies.domain.refusals import Refusal


def at_once(*verbs):
    """Start the verbs together, each on its own connection; return results or refusals."""
    barrier = Barrier(len(verbs))

    def run(verb):
        try:
            barrier.wait(timeout=10)
            return verb()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(run, verbs))


def refusals(outcomes):
    return [type(outcome) for outcome in outcomes if isinstance(outcome, Refusal)]
