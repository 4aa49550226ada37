"""One of every record, each with the people who may see it."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import models
from django.utils import timezone

from heard.activity.models import Undo
from heard.blend.choosing import choose
from heard.blend.stating import state
from heard.blend.wishing import wish
from heard.conversations.agreeing import agree, need_answer, promise
from heard.conversations.checking_in import check_in
from heard.conversations.gathering import add_item
from heard.conversations.holding import close, start
from heard.conversations.keeping_lines import add_line
from heard.conversations.models import Pair, Rhythm, Told
