from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    name = "heard.opportunities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take our places in the plain lists of the layers below."""
        from heard.activity import signalling, undoing
        from heard.conversations.models import told
        from heard.opportunities.handing_on import hand_on
        from heard.opportunities.offering import follow_wish, forget
        from heard.opportunities.restoring import RESTORERS
        from heard.opportunities.signalling import SOURCES
        from heard.people import leaving
        from heard.privacy import own

        undoing.RESTORERS.update(RESTORERS)
        signalling.register(*SOURCES)
        if follow_wish not in own.CHANGED:
            own.CHANGED.append(follow_wish)
        if forget not in told.TAKEN_BACK:
            told.TAKEN_BACK.append(forget)
        if hand_on not in leaving.LEFT:
            leaving.LEFT.append(hand_on)
