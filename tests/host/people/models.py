"""Accounts as a site makes its own; tests/hosts copies them into one."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models


class Person(PermissionsMixin, AbstractBaseUser):
    """An account by e-mail address: no user name, no first and last name."""

    email = models.EmailField("电子邮箱", unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    objects = BaseUserManager()

    def __str__(self):
        return self.email
