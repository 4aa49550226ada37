from django.apps import AppConfig


class ObjectivesConfig(AppConfig):
    name = "heard.objectives"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take our places in the plain tables of our own layer and of those below."""
        from heard.activity import signalling, undoing
        from heard.objectives import pivoting
        from heard.objectives.expecting import keep_confirmed
        from heard.objectives.living import LIVING
        from heard.objectives.models import Objective, Priority
        from heard.objectives.restoring import RESTORERS
        from heard.objectives.signalling import SOURCES

        LIVING[Objective.living_kind] = Objective.objects_for
        LIVING[Priority.living_kind] = Priority.objects_for
        undoing.RESTORERS.update(RESTORERS)
        signalling.register(*SOURCES)
        if keep_confirmed not in pivoting.AGREED:
            pivoting.AGREED.append(keep_confirmed)
