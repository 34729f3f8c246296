"""The live field: one widget class for all kinds; it saves what is entered and says what was understood."""

import contextlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import traitlets

from ntc.fields.answers import AnswersError, AnswersFile, ClosedError, LeftError, SaveError
from ntc.fields.base import STATES, Field
from ntc.fields.reader import clean
from ntc.fields.versions import Version
from ntc.widget import Widget

_TOLD = ("stored", "state", "echo", "message", "cells", "saved", "heard", "left")
_BEGINNING = 90  # characters of a text that tell one version from another


class FieldWidget(Widget):
    """An answer field on the page.

    The page sets ``raw``, and ``steps`` to the changes that led to it, each with what it began from: while
    the kernel is busy the page sends the last state only, and a change told with what it began from is lost
    to nobody. ``heard`` is the last step that was saved. Saving sets ``stored`` to the same answer, or to
    what it and another tab's come to, and ``saved`` to the instant; ``elsewhere`` is the instant at which
    another tab wrote what is shown: the page writes hours, by the learner's own clock. While ``raw`` and
    ``stored`` differ, the page says that the answer is not saved yet. ``left`` says that another name was
    said since the field was placed: nothing is saved any more, and ``message`` tells why. ``closed`` that the
    time to answer is over.
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
    steps = traitlets.List(traitlets.Dict()).tag(sync=True)
    heard = traitlets.Unicode().tag(sync=True)
    elsewhere = traitlets.Unicode().tag(sync=True)
    earlier = traitlets.Int().tag(sync=True)
    left = traitlets.Bool().tag(sync=True)
    closed = traitlets.Bool().tag(sync=True)

    def __init__(self, field: Field, answers: AnswersFile) -> None:
        raw = answers.get(field.id)
        super().__init__(
            spec=field.spec()
            | {
                "owner": f"{answers.lesson}/{answers.learner}/{answers.variant}",
                "signed": bool(answers.learner),
            },
            raw=raw,
            stored=raw,
            **self._understood(field, raw),
            saved=_instant(answers.saved(field.id)),
            earlier=len(_earlier(field, answers)),
        )
        self._hearing = False
        self._taken: set[str] = set()
        self._field = field
        self._answers = answers
        answers.subscribe(field.id, self._written)
        # Typed and taken back while the kernel was busy: there are steps, and `raw` is what it was.
        self.observe(self._save, ["raw", "steps"])
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
        if self._hearing:
            return
        latest = self._fresh(self.steps)
        if latest or self.raw != self.stored:
            self._keep(latest or [{"raw": self.raw, "base": self.stored}])

    def _fresh(self, steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [step for step in steps if step["id"] not in self._taken]

    def _keep(self, steps: list[dict[str, Any]]) -> None:
        with self.hold_sync():
            for step in steps:
                self._put(step["raw"])
                try:
                    self._answers.set(self._field.id, step["raw"], step["base"], self._field.merge)
                except (SaveError, AnswersError) as error:
                    self._refused(error)
            told = [step["id"] for step in steps if "id" in step]
            if told:
                self._taken.update(told)
                self.heard = told[-1]

    def _again(self, raw: Any, steps: list[dict[str, Any]]) -> None:
        """Save what never arrived, or what the disk refused, and tell all: what was told before may be lost.

        Another tab's writing that the page never heard of is no change of this page's.
        """
        if latest := self._fresh(steps):
            self._keep(latest)
        elif self.state == "error":
            self._keep([{"raw": raw, "base": self.stored}])
        # A trait that stays is not told again by itself.
        self.send_state(_TOLD if self.raw == raw else (*_TOLD, "raw"))

    def _refused(self, error: Exception) -> None:
        self.state, self.message = "error", str(error)
        self.left = isinstance(error, LeftError)
        self.closed = isinstance(error, ClosedError)

    def _put(self, raw: Any) -> None:
        self._hearing = True
        self.raw, self.closed = raw, False
        self._hearing = False
        self._show()

    def _written(self, raw: Any, when: datetime) -> None:
        """Take note of what is on the disk: what this page sent, now or before, and what another wrote."""
        with self.hold_sync():
            others = raw != clean(self.raw)
            self._put(raw)
            self.stored, self.saved, self.left = raw, _instant(when), False
            self.elsewhere = _instant(when) if others else ""
            self.earlier = len(_earlier(self._field, self._answers))

    def show_again(self) -> None:
        """Say anew what is understood: something that the field shows has changed elsewhere in the lesson."""
        with self.hold_sync():
            self._show()

    def _show(self) -> None:
        for name, value in self._understood(self._field, self.raw).items():
            self.set_trait(name, value)

    def _asked(self, widget: Any, content: Any, buffers: Any) -> None:
        """Do what the page asks for: save again, look whether another tab has written, show versions."""
        match content:
            case {"again": raw, "steps": steps}:
                self._again(raw, steps)
            case {"former": raw, "base": base}:
                # Typed before another name was said; the page has gone, or is about to.
                with contextlib.suppress(SaveError, AnswersError):
                    self._answers.set(self._field.id, raw, base, self._field.merge, former=True)
            case {"look": _}:
                self._look()
            case {"versions": _}:
                versions = reversed(_earlier(self._field, self._answers))
                self.send({"versions": [self._offered(version) for version in versions]})
            case _:
                reply = self._field.reply(content)
                if reply is not None:
                    self.send(*reply)

    def _look(self) -> None:
        try:
            self._answers.check_name()
        except LeftError as error:
            with self.hold_sync():
                self._refused(error)
        else:
            self._answers.look()

    def _offered(self, version: Version) -> dict[str, Any]:
        """Describe an earlier version for the page: its hour, how it begins, what it comes to."""
        feedback = self._field.feedback(version.raw)
        said = feedback.echo or STATES[feedback.state].lower()
        begins = _beginning(version.raw) if isinstance(version.raw, str) else ""
        return {"when": _instant(version.saved), "said": said, "begins": begins, "raw": version.raw}


def _earlier(field: Field, answers: AnswersFile) -> list[Version]:
    """The earlier versions that may come back."""
    return answers.versions.of(field.id) if field.taken_back else []


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= _BEGINNING:
        return words
    return words[:_BEGINNING].rsplit(" ", 1)[0].rstrip(" .,:;!?«") + "…"


def _instant(when: datetime | None) -> str:
    return when.isoformat() if when else ""
