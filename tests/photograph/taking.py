"""Make the host, set the plugin up where it is installed, and print what the host is like.

Run with DJANGO_SETTINGS_MODULE; prints JSON.
"""

import json
import sys
from contextlib import redirect_stdout

import django


def main() -> None:
    django.setup()
    from django.apps import apps
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment()
    with redirect_stdout(sys.stderr):
        call_command("migrate", verbosity=0)
        from tests.photograph import looking, scene

        people = scene.make_host()
        if apps.is_installed("casestudies"):
            call_command("setup_casestudies")
        seen = looking.look(people)
    sys.stdout.write(json.dumps(seen, ensure_ascii=False, default=str))


if __name__ == "__main__":
    main()
