"""The rows of openings, one noun a file."""

from heard.opportunities.models.interest import Interest
from heard.opportunities.models.match import Match
from heard.opportunities.models.offer import Offer
from heard.opportunities.models.opening import Opening
from heard.opportunities.models.opening_step import OpeningStep
from heard.opportunities.models.raising import Raising
from heard.opportunities.models.set_aside import SetAside

__all__ = ["Interest", "Match", "Offer", "Opening", "OpeningStep", "Raising", "SetAside"]
