"""The host's queue of tasks, which the setting ``TASKS`` names, and what is said of each task.

Django has had one since 6.0; before that it is django_tasks, which Wagtail brings.
"""

try:
    from django.tasks import task
    from django.tasks.signals import task_enqueued
except ImportError:  # Django 5.2
    from django_tasks import task
    from django_tasks.signals import task_enqueued

__all__ = ["task", "task_enqueued"]
