from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "heard.feedback"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take our places in the plain tables of the layers below."""
        from heard.activity import undoing
        from heard.feedback.restoring import RESTORERS

        undoing.RESTORERS.update(RESTORERS)
