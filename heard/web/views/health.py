"""Health, for whoever watches the process: no sign-in, and no more than it must tell."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process is up."""
    return JsonResponse({"status": "live"})


@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers and is up to date; otherwise 503 and which of the two it is."""
    try:
        executor = MigrationExecutor(connection)
        behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except Exception:
        return JsonResponse({"status": "unavailable", "reason": "database"}, status=503)
    if behind:
        return JsonResponse({"status": "unavailable", "reason": "migrations"}, status=503)
    return JsonResponse({"status": "ready"})
