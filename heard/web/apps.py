from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "heard.web"
    default_auto_field = "django.db.models.BigAutoField"
