"""Addresses of objectives, what they serve, and how they change."""

from django.urls import path

from heard.web.views import (
    aligning,
    lists,
    objectives,
    pivoting,
    priorities,
    supporting,
    updating,
)

urlpatterns = [
    path("objectives", objectives.objectives, name="objectives"),
    path("objectives/tree", aligning.tree, name="objectives-tree"),
    path("objectives/export", lists.objectives_export, name="objectives-export"),
    path("objectives/import", lists.objectives_import, name="objectives-import"),
    path("objectives/import/rows", lists.objectives_import_rows, name="objectives-import-rows"),
    path(
        "objectives/import/bringing",
        lists.objectives_import_bringing,
        name="objectives-import-bringing",
    ),
    path(
        "objectives/import/giving-up",
        lists.objectives_import_giving_up,
        name="objectives-import-giving-up",
    ),
    path("objectives/new", objectives.objective_new, name="objective-new"),
    path("objectives/<uuid:objective_id>", objectives.objective, name="objective"),
    path("objectives/<uuid:objective_id>/edit", objectives.objective_edit, name="objective-edit"),
    path("objectives/<uuid:objective_id>/pivot", pivoting.pivot_page, name="objective-pivot"),
    path("objectives/<uuid:objective_id>/updates", updating.updates, name="objective-updates"),
    path("objectives/<uuid:objective_id>/steps", updating.steps, name="objective-steps"),
    path(
        "objectives/<uuid:objective_id>/steps/<slug:step_id>", updating.step, name="objective-step"
    ),
    path(
        "objectives/<uuid:objective_id>/measures/<int:place>",
        updating.measure,
        name="objective-measure",
    ),
    path(
        "objectives/<uuid:objective_id>/visibility",
        objectives.objective_visibility,
        name="objective-visibility",
    ),
    path(
        "objectives/<uuid:objective_id>/beginning",
        objectives.objective_beginning,
        name="objective-beginning",
    ),
    path(
        "objectives/<uuid:objective_id>/achievement",
        objectives.objective_achievement,
        name="objective-achievement",
    ),
    path(
        "objectives/<uuid:objective_id>/support",
        supporting.objective_support,
        name="objective-support",
    ),
    path("priorities", priorities.priorities, name="priorities"),
    path("priorities/new", priorities.priority_new, name="priority-new"),
    path("priorities/<uuid:priority_id>", priorities.priority, name="priority"),
    path("revisions/<uuid:revision_id>", pivoting.revision, name="revision"),
    path(
        "revisions/<uuid:revision_id>/agreement",
        pivoting.revision_agreement,
        name="revision-agreement",
    ),
    path("revisions/<uuid:revision_id>/talk", pivoting.revision_talk, name="revision-talk"),
]
