from django.apps import AppConfig


class BlendConfig(AppConfig):
    name = "heard.blend"
    default_auto_field = "django.db.models.BigAutoField"
