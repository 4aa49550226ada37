from django.apps import AppConfig


class BlendConfig(AppConfig):
    name = "heard.blend"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say which signals one's own blend can give."""
        from heard.activity.signalling import register
        from heard.blend.signalling import OWN_BLEND

        register(OWN_BLEND)
