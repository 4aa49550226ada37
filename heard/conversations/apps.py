from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "heard.conversations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take our places in the plain lists of the layers below."""
        from heard.activity import signalling, undoing
        from heard.conversations.models import Agreement, Arrangement, Rhythm, ShownWish
        from heard.conversations.pairing import follow_lines
        from heard.conversations.passing_word import promise_to_tell, take_word_back
        from heard.conversations.reopening import take_away_pages
        from heard.conversations.restoring import RESTORERS
        from heard.conversations.restoring_inside import INSIDE_RESTORERS
        from heard.conversations.restoring_own import OWN_RESTORERS
        from heard.conversations.restoring_support import SUPPORT_RESTORERS
        from heard.conversations.revisiting import keep_yes
        from heard.conversations.suggesting.declared import DECLARED
        from heard.conversations.talking_over import page_with_manager, put_on_page
        from heard.conversations.telling import follow
        from heard.objectives import pages, pivoting
        from heard.objectives.living import LIVING
        from heard.people import reporting
        from heard.people.importing import taking_back
        from heard.privacy import own

        for restorers in (RESTORERS, INSIDE_RESTORERS, OWN_RESTORERS, SUPPORT_RESTORERS):
            undoing.RESTORERS.update(restorers)
        signalling.register(*DECLARED)
        if follow_lines not in reporting.LINES_CHANGED:
            reporting.LINES_CHANGED.append(follow_lines)
        if follow not in own.CHANGED:
            own.CHANGED.append(follow)
        if page_with_manager not in pages.PAGE_OF:
            pages.PAGE_OF.append(page_with_manager)
        if promise_to_tell not in pivoting.HELD:
            pivoting.HELD.append(promise_to_tell)
        if take_word_back not in pivoting.TAKEN_BACK:
            pivoting.TAKEN_BACK.append(take_word_back)
        if put_on_page not in pivoting.TALKED:
            pivoting.TALKED.append(put_on_page)
        if keep_yes not in pivoting.AGREED:
            pivoting.AGREED.append(keep_yes)
        for living in (Agreement, Arrangement, Rhythm, ShownWish):
            LIVING[living.living_kind] = living.objects_for
        if take_away_pages not in taking_back.NEWCOMERS_GO:
            taking_back.NEWCOMERS_GO.append(take_away_pages)
