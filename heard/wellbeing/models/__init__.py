"""One noun a file."""

from heard.wellbeing.models.check_in import CheckIn
from heard.wellbeing.models.habit import Habit
from heard.wellbeing.models.place_to_turn import PlaceToTurn

__all__ = ["CheckIn", "Habit", "PlaceToTurn"]
