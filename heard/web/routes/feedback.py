"""Addresses of feedback."""

from django.urls import path

from heard.web.views import asking, feedback, outside, thanks, upward

urlpatterns = [
    path("feedback", feedback.received, name="feedback"),
    path("feedback/given", feedback.given, name="feedback-given"),
    path("feedback/asks", feedback.asks, name="feedback-asks"),
    path("feedback/ask", asking.ask, name="feedback-ask"),
    path("feedback/ask/outside", outside.ask_outside, name="feedback-ask-outside"),
    path("feedback/asks/<uuid:ask_id>/link", outside.link, name="feedback-link"),
    path("feedback/thanks", thanks.thanks, name="thanks"),
    path("feedback/upward", upward.upward, name="feedback-upward"),
    path("feedback/rounds/<uuid:round_id>", upward.round_, name="feedback-round"),
    path("f", outside.answer, name="outside-answer"),
    path("f/<str:token>", outside.door, name="outside"),
    path("feedback/give", asking.give, name="feedback-give"),
    path("feedback/people", asking.people, name="feedback-people"),
    path("feedback/asks/<uuid:ask_id>", asking.ask_one, name="feedback-ask-one"),
    path("feedback/asks/<uuid:ask_id>/declining", asking.declining, name="feedback-declining"),
    path("feedback/asks/<uuid:ask_id>/removal", asking.ask_removal, name="feedback-ask-removal"),
    path("feedback/<uuid:feedback_id>", feedback.one, name="feedback-one"),
    path("feedback/<uuid:feedback_id>/words", asking.feedback_words, name="feedback-words"),
    path("feedback/<uuid:feedback_id>/additions", feedback.additions, name="feedback-additions"),
    path("feedback/<uuid:feedback_id>/take", feedback.take, name="feedback-take"),
    path("feedback/<uuid:feedback_id>/keeping", feedback.keeping, name="feedback-keeping"),
    path("feedback/<uuid:feedback_id>/showing", feedback.showing, name="feedback-showing"),
    path("feedback/<uuid:feedback_id>/talk", feedback.talk, name="feedback-talk"),
    path("feedback/<uuid:feedback_id>/more", feedback.more, name="feedback-more"),
    path("feedback/<uuid:feedback_id>/removal", feedback.removal, name="feedback-removal"),
]
