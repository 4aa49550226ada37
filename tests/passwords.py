"""Argon2, as in use, but cheap: a test's password protects nobody."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The smallest parameters the algorithm takes."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
