"""A user is a sign-in, nothing more. Who somebody is at work is a `Person`."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heard.lib.ids import uuid7


class UserManager(BaseUserManager["User"]):
    """What Django's sign-in machinery asks of a user model."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A sign-in for one address in one organisation."""
        user = self.model(email=email.strip().casefold(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One address and one password, for one person in one organisation.

    The same address may sign in to two organisations; neither learns of the other, so uniqueness
    is per organisation and the name Django signs people in by is a random handle.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    handle = models.UUIDField(unique=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    email = models.EmailField(_("e-mail"), max_length=254)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "handle"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "email"], name="user_email_once")
        ]
        indexes = [models.Index(fields=["email"], name="user_by_email")]

    def __str__(self) -> str:
        return str(self.handle)
