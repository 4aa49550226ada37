"""Pages and what they post to."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
