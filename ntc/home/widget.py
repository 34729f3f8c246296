"""The home page as a widget: it receives what the learner asks for, does it, and shows what came of it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import traitlets

from ntc import learner as who
from ntc.catalogue import find_activity
from ntc.exam.sitting import Sitting, candidate
from ntc.fields.answers import SaveError
from ntc.french import typeset
from ntc.home import contesting, view
from ntc.home.contest import ContestError
from ntc.home.exchange import ExchangeProblem, find_exchange
from ntc.home.feedback import Feedback, FeedbackError, keep, received
from ntc.home.handin import HandInError, hand_in, review
from ntc.home.unnamed import adopt, unnamed
from ntc.learner import Learner
from ntc.roster import IdentifierError, RosterError
from ntc.widget import Widget

_QUIET = {"kind": "", "text": ""}
# What is said stands beside what was clicked: each part of the page has a place for it.
_PLACES = {
    "review": "hand-in",
    "submit": "hand-in",
    "fetch": "feedback",
    "feedback": "feedback",
    "contest": "feedback",
    "contest-write": "feedback",
    "contest-close": "feedback",
    "cover": "paper",
    "begin": "paper",
}
_DISK = "Le disque a refusé l’enregistrement. Libérez de la place, ou prévenez votre formateur."


class Home(Widget):
    """Accueil: who works in the folder ``work`` (default: the current one), the lessons, handing in."""

    _page = traitlets.Unicode("home").tag(sync=True)
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, work: Path | None = None) -> None:
        self._work = work or Path.cwd()
        self._hand_in = view.CLOSED
        self._contest = view.CLOSED
        self._focus, self._turn = "", 0
        self._doubted = ""
        self._cover = ""
        super().__init__(view=self._draw(_QUIET))
        self._actions: dict[str, Callable[[dict[str, Any], list[Any]], dict[str, str]]] = {
            "refresh": self._refresh,
            "identify": self._identify,
            "review": self._review,
            "submit": self._submit,
            "cancel": self._cancel,
            "fetch": self._fetch,
            "feedback": self._keep,
            "contest": self._open_contest,
            "contest-write": self._write_contest,
            "contest-close": self._close_contest,
            "adopt": self._adopt,
            "cover": self._open_cover,
            "begin": self._begin,
        }
        self.on_msg(self._receive)

    def act(self, content: dict[str, Any], buffers: list[Any] | None = None) -> None:
        """Do what the page asks for; whatever happens, the page says in French what came of it."""
        self._focus = ""
        self._turn += (
            content["action"] != "refresh"
        )  # the page must hear of every turn, even without a change
        try:
            notice = self._actions[content["action"]](content, buffers or [])
        except (
            IdentifierError,
            RosterError,
            HandInError,
            FeedbackError,
            ContestError,
            ExchangeProblem,
            SaveError,
        ) as problem:
            notice = _error(str(problem))
        except OSError:
            notice = _error(_DISK)
        if content["action"] != "refresh":
            place = {
                "place": _PLACES.get(content["action"], "who"),
                "assignment": content.get("assignment", ""),
            }
            notice = notice | place
        self.view = self._draw(notice)

    def _receive(self, _: Any, content: dict[str, Any], buffers: list[Any]) -> None:
        self.act(content, buffers)

    def _draw(self, notice: dict[str, str]) -> dict[str, Any]:
        learner = who.current(self._work)
        shown = view.all_activities(self._work, learner, self._cover)
        # The receipt of a hand-in that is no longer the work would have an old file sent.
        stale = {activity["assignment"] for activity in shown if activity["since"]["changed"]}
        if self._hand_in["step"] == "done" and self._hand_in["assignment"] in stale:
            self._hand_in = view.CLOSED
        found = unnamed(self._work, learner)
        return {
            "identity": view.identity(learner, found),
            "unnamed": view.unnamed_view(learner, found),
            "activities": shown,
            "handIn": self._hand_in,
            "contest": self._contest,
            "notice": notice,
            "focus": self._focus,
            "turn": self._turn,
        }

    def _refresh(self, content: dict[str, Any], buffers: list[Any]) -> dict[str, str]:
        return self.view["notice"]

    def _identify(self, content: dict[str, Any], buffers: list[Any]) -> dict[str, str]:
        before = who.current(self._work)
        identifier = who.normalise(content["id"])
        alike = who.near(identifier, self._work)
        if alike is not None and identifier not in (before.id, self._doubted):
            self._doubted = identifier
            self._focus = "ntc-home-id"
            return _error(view.doubt(identifier, alike))
        self._doubted = ""
        learner = who.save_identity(content["id"], content["name"], self._work)
        self._hand_in = self._contest = view.CLOSED
        self._focus = "ntc-home-change"
        said = f"C’est noté : {learner.name or learner.id}, jeu de données {learner.variant}."
        if learner.variant != before.variant:
            said += " Les leçons s’ouvrent maintenant avec vos chiffres."
        return _done(said)

    def _review(self, content: dict[str, Any], buffers: list[Any]) -> dict[str, str]:
        activity = find_activity(content["assignment"])
        self._hand_in = view.CLOSED
        lessons = review(activity, self._work, self._learner(activity.assignment))
        self._hand_in = view.review_view(activity, lessons)
        self._focus = "ntc-home-panel"
        return _QUIET

    def _submit(self, content: dict[str, Any], buffers: list[Any]) -> dict[str, str]:
        activity = find_activity(content["assignment"])
        learner = self._learner(activity.assignment)
        handed_in = hand_in(activity, self._work, learner, datetime.now().astimezone())
        self._hand_in = view.receipt_view(handed_in, self._work)
        self._focus = "ntc-home-panel"
        return _QUIET

    def _cancel(self, content: dict[str, Any], buffers: list[Any]) -> dict[str, str]:
        given = self._hand_in["assignment"]
        activity = find_activity(given).id if given else ""
        self._hand_in = view.CLOSED
        self._focus = f"ntc-home-handin-{activity}"
        return _QUIET

    def _adopt(self, content: dict[str, Any], buffers: list[Any]) -> dict[str, str]:
        learner = who.current(self._work)
        self._focus = "ntc-home-change"
        if not learner.id:
            return _error("Dites d’abord qui vous êtes.")
        return _done(view.adopted(adopt(self._work, learner, unnamed(self._work, learner)), learner))

    def _open_cover(self, content: dict[str, Any], buffers: list[Any]) -> dict[str, str]:
        self._cover = content["assignment"] if content.get("open") else ""
        self._focus = "ntc-home-cover" if self._cover else f"ntc-home-paper-{content['assignment']}"
        if self._cover and not who.current(self._work).id:
            self._cover, self._focus = "", "ntc-home-id"
            return _error("Dites d’abord qui vous êtes : votre identifiant décide des données de l’examen.")
        return _QUIET

    def _begin(self, content: dict[str, Any], buffers: list[Any]) -> dict[str, str]:
        Sitting.at(content["assignment"], self._work).begin()
        self._cover, self._focus = "", f"ntc-home-paper-{content['assignment']}"
        return _done("C’est parti : le temps court.")

    def _learner(self, assignment: str) -> Learner:
        return candidate(who.current(self._work), assignment)

    def _fetch(self, content: dict[str, Any], buffers: list[Any]) -> dict[str, str]:
        assignment = find_activity(content["assignment"]).assignment
        learner = who.current(self._work).id
        exchange = find_exchange(self._work, learner)
        if exchange is None:
            return _told(
                "Il n’y a pas de dépôt partagé sur cet ordinateur. Quand votre formateur vous envoie un "
                "retour, par courriel ou sur la plateforme du centre, cliquez sur « Ranger un retour reçu »."
            )
        before = len(received(self._work, assignment, learner))
        exchange.fetch_feedback(assignment)
        found = len(received(self._work, assignment, learner)) - before
        if found > 0:
            return _done("Vos retours sont arrivés : ouvrez-les dans la liste.")
        return _told("Pas de nouveau retour pour l’instant.")

    def _keep(self, content: dict[str, Any], buffers: list[Any]) -> dict[str, str]:
        assignment = find_activity(content["assignment"]).assignment
        learner = who.current(self._work).id
        path = keep(self._work, assignment, content["name"], bytes(buffers[0]), learner)
        return _done(f"Le retour « {path.name} » est rangé : ouvrez-le dans la liste.")

    def _open_contest(self, content: dict[str, Any], buffers: list[Any]) -> dict[str, str]:
        page = self._feedback(content)
        self._contest = contesting.asked(content["assignment"], page)
        self._focus = "ntc-home-contest"
        return _QUIET

    def _write_contest(self, content: dict[str, Any], buffers: list[Any]) -> dict[str, str]:
        page = self._feedback(content)
        moment = datetime.now().astimezone()
        contest = contesting.made(content, page, self._learner(content["assignment"]), moment)
        self._contest = contesting.write(contest, self._work, moment)
        self._focus = "ntc-home-contest"
        return _QUIET

    def _close_contest(self, content: dict[str, Any], buffers: list[Any]) -> dict[str, str]:
        self._contest = view.CLOSED
        self._focus = f"ntc-home-fetch-{find_activity(content['assignment']).id}"
        return _QUIET

    def _feedback(self, content: dict[str, Any]) -> Feedback:
        """The page that is named; raises FeedbackError when it is no longer in the learner's list."""
        assignment = find_activity(content["assignment"]).assignment
        listed = received(self._work, assignment, who.current(self._work).id)
        page = next((each for each in listed if str(each.path) == content["path"]), None)
        if page is None:
            raise FeedbackError("Ce retour n’est plus dans la liste : rechargez la page.")
        return page


def _error(text: str) -> dict[str, str]:
    return {"kind": "error", "text": typeset(text)}


def _done(text: str) -> dict[str, str]:
    return {"kind": "done", "text": typeset(text)}


def _told(text: str) -> dict[str, str]:
    return {"kind": "told", "text": typeset(text)}
