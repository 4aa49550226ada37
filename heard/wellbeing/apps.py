from django.apps import AppConfig


class WellbeingConfig(AppConfig):
    name = "heard.wellbeing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say which signals one's own check-ins can give."""
        from heard.activity.signalling import register
        from heard.wellbeing.signalling import OWN_CHECK_INS

        register(OWN_CHECK_INS)
