"""The live field: one widget class for all kinds; it saves what is entered and says what was understood."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import traitlets

from ntc import french
from ntc.fields.answers import AnswersError, AnswersFile, SaveError
from ntc.fields.base import STATES, Field
from ntc.widget import Widget


class FieldWidget(Widget):
    """An answer field on the page.

    The page sets ``raw``; saving it sets ``stored`` to the same answer and ``saved`` to the hour. While the
    two differ, the page says that the answer is not saved yet.
    """

    _page = traitlets.Unicode("field").tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    raw = traitlets.Any(None, allow_none=True).tag(sync=True)
    stored = traitlets.Any(None, allow_none=True).tag(sync=True)
    state = traitlets.Enum((*STATES, "error"), "blank").tag(sync=True)
    echo = traitlets.Unicode().tag(sync=True)
    message = traitlets.Unicode().tag(sync=True)
    cells = traitlets.Dict().tag(sync=True)
    saved = traitlets.Unicode().tag(sync=True)

    def __init__(self, field: Field, answers: AnswersFile) -> None:
        raw = answers.get(field.id)
        super().__init__(
            spec=field.spec() | {"owner": f"{answers.lesson}/{answers.learner}/{answers.variant}"},
            raw=raw,
            stored=raw,
            **self._understood(field, raw),
            saved=_hour(answers.saved(field.id)),
        )
        self._field = field
        self._answers = answers
        answers.subscribe(field.id, self._written)
        self.observe(self._save, "raw")
        self.on_msg(self._asked)

    @staticmethod
    def _understood(field: Field, raw: Any) -> dict[str, Any]:
        feedback = field.feedback(raw)
        return {
            "state": feedback.state,
            "echo": feedback.echo,
            "message": feedback.message,
            "cells": feedback.cells,
        }

    def _save(self, change: Mapping[str, Any]) -> None:
        """Save what the page sent, and answer in one message."""
        with self.hold_sync():
            for name, value in self._understood(self._field, self.raw).items():
                self.set_trait(name, value)
            try:
                self._answers.set(self._field.id, self.raw)
            except (SaveError, AnswersError) as error:
                self.state, self.message = "error", str(error)

    def _written(self, when: datetime) -> None:
        """Take note that the answer is on the disk, now or by a later saving."""
        with self.hold_sync():
            for name, value in self._understood(self._field, self.raw).items():
                self.set_trait(name, value)
            self.stored, self.saved = self.raw, _hour(when)

    def _asked(self, widget: Any, content: Any, buffers: Any) -> None:
        """Save again, when the learner asks for it, an answer that did not reach the disk."""
        if self.raw == content["again"]:
            self._save({})
        else:
            self.raw = content["again"]


def _hour(when: datetime | None) -> str:
    return french.hour(when) if when else ""
