"""Which columns mean what in files with one set of headings, as somebody here has said it."""

from django.db import models

from heard.people.tenancy import TenantManager, TenantModel


class ColumnMapping(TenantModel):
    """Remembered by the headings alone: no value of any file is in it."""

    signature = models.CharField(max_length=32)
    kept = models.JSONField(default=dict)
    email_domain = models.CharField(max_length=253, blank=True)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "signature"], name="mapping_once")
        ]

    def __str__(self) -> str:
        return self.signature
