from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "heard.conversations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take our places in the plain lists of the layers below."""
        from heard.activity import undoing
        from heard.conversations.pairing import follow_lines
        from heard.conversations.reopening import take_away_pages
        from heard.conversations.restoring import RESTORERS
        from heard.conversations.restoring_own import OWN_RESTORERS
        from heard.conversations.telling import follow
        from heard.people import reporting
        from heard.people.importing import taking_back
        from heard.privacy import own

        undoing.RESTORERS.update({**RESTORERS, **OWN_RESTORERS})
        if follow_lines not in reporting.LINES_CHANGED:
            reporting.LINES_CHANGED.append(follow_lines)
        if follow not in own.CHANGED:
            own.CHANGED.append(follow)
        if take_away_pages not in taking_back.NEWCOMERS_GO:
            taking_back.NEWCOMERS_GO.append(take_away_pages)
