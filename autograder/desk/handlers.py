"""The desk on Jupyter's server: its page, its code, and the JSON that they speak.

Authentication, cookies and the check against forged requests are Jupyter's own.
"""

import asyncio
import json
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import APIHandler, FileFindHandler, JupyterHandler
from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join
from nbgrader.api import Gradebook
from tornado import web

from autograder.desk import dates, deposit, enrolling, marks, productions, views
from autograder.desk.jobs import LABELS, OF_NO_ACTIVITY, Jobs
from autograder.desk.productions import NoCopy
from autograder.desk.refused import Refused
from autograder.grading import sqlite
from autograder.grading.elsewhere import SETTINGS
from autograder.grading.places import COURSE_ID, Places
from autograder.grading.settled import Unsettled
from autograder.reports.picture import questions_picture
from autograder.reports.tomorrow import hardest
from ntc.french import typeset
from ntc.roster import RosterError

_PAGE = Path(__file__).parent / "page"
_TEMPLATE = (_PAGE / "bureau.html").read_text(encoding="utf-8")
_ROOM = "bureau"
_SETTINGS = "ntc_desk"


def serve(server: ServerApp) -> None:
    """Add the desk to a server that runs in a course's folder; elsewhere there is none."""
    root = Path(server.root_dir)
    if not (root / SETTINGS).is_file():
        server.log.warning("no course in %s: no desk", root)
        return
    sqlite.tune()
    server.web_app.settings[_SETTINGS] = (root, Jobs(root))
    base = url_path_join(server.web_app.settings["base_url"], _ROOM)
    routes: list[tuple] = [
        (base, web.RedirectHandler, {"url": f"{base}/", "permanent": False}),
        (f"{base}/", Page),
        # Without asking who it is, as JupyterLab's own: a hub would not know whoever imports a module.
        (rf"{base}/page/(.*\.(?:js|css))", FileFindHandler, {"path": [str(_PAGE)]}),
        *((f"{base}/api/{name}", handler) for name, handler in _API.items()),
    ]
    server.web_app.add_handlers(".*$", routes)


class _OfTheCourse:
    """What every handler knows of the course."""

    settings: dict[str, Any]

    @property
    def root(self) -> Path:
        return self.settings[_SETTINGS][0]

    @property
    def places(self) -> Places:
        return Places(self.root)

    @property
    def jobs(self) -> Jobs:
        return self.settings[_SETTINGS][1]


class Page(_OfTheCourse, JupyterHandler):
    """The page itself: all that it shows comes from its code, which makes text of what it is told."""

    @property
    def content_security_policy(self) -> str:
        """Nothing but files of this server: what anybody typed could not run, even were it markup."""
        return "; ".join(
            (
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' data:",
                "connect-src 'self'",
                "form-action 'none'",
                "base-uri 'none'",
                "frame-ancestors 'self'",
            )
        )

    @web.authenticated
    def get(self) -> None:
        """Send the page, and the cookie that its actions answer with."""
        _ = self.xsrf_token
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(_TEMPLATE.replace("{base}", escape(self.base_url, quote=True)))


class _Api(_OfTheCourse, APIHandler):
    """Speaks JSON; a refusal is a sentence in French."""

    async def answer(self, work: Callable[[], Any]) -> None:
        """Send what some work gives, done beside the server's own: reading a class takes a moment."""
        try:
            found = await asyncio.get_running_loop().run_in_executor(None, work)
        except (Refused, Unsettled, RosterError, NoCopy) as error:
            self.set_status(404 if isinstance(error, NoCopy) else 409)
            found = {"refusal": typeset(str(error))}
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(found))

    @property
    def body(self) -> dict[str, Any]:
        """What was sent; an empty one for what is no JSON object."""
        try:
            sent = json.loads(self.request.body)
        except ValueError:
            return {}
        return sent if isinstance(sent, dict) else {}

    @property
    def hidden(self) -> bool:
        """Whether names are not to be shown."""
        return self.get_query_argument("hidden", "") == "yes"


class State(_Api):
    """Where the class stands, and what each button would do."""

    @web.authenticated
    async def get(self) -> None:
        """Tell it."""
        await self.answer(lambda: views.desk(self.root))


class Running(_Api):
    """The action that runs, or the last one that did."""

    _track_activity = False

    @web.authenticated
    async def get(self) -> None:
        """Tell how far it is."""
        last = self.jobs.last
        await self.answer(lambda: {"job": last.said() if last else None})

    @web.authenticated
    async def post(self) -> None:
        """Start one."""
        sent = self.body

        def start() -> dict[str, Any]:
            action, assignment = str(sent.get("action") or ""), str(sent.get("assignment") or "")
            known = assignment in self.places.activities or (action in OF_NO_ACTIVITY and assignment == "")
            if action not in LABELS or not known:
                raise Refused("Ce bouton n’est plus de ce cours : rechargez la page.")
            return {"job": self.jobs.start(action, assignment, sent.get("again") is True).said()}

        await self.answer(start)


class Deposit(_Api):
    """What is dropped on the page: work for an activity, the class list for none."""

    @web.authenticated
    async def post(self) -> None:
        """Keep a file; the page asks for a reception once all are there, or whether to replace the list."""
        assignment, name = self.get_query_argument("assignment", ""), self.get_query_argument("name")
        content, agreed = self.request.body, self.get_query_argument("agreed", "")

        def keep() -> dict[str, Any]:
            if not assignment:
                return enrolling.take(self.places, name, content, agreed)
            return {"kept": deposit.keep(self.places, assignment, name, content).name}

        await self.answer(keep)


class Deadline(_Api):
    """The last hours to hand in."""

    @web.authenticated
    async def post(self) -> None:
        """Give one to everybody, or to one learner."""
        sent = self.body
        assignment, learner, last = (str(sent.get(name) or "") for name in ("assignment", "learner", "last"))

        def give() -> dict[str, Any]:
            if assignment not in self.places.activities:
                raise Refused("Cette activité n’est plus dans le cours : rechargez la page.")
            return {"told": dates.give(self.places, assignment, learner, last)}

        await self.answer(give)


class Productions(_Api):
    """The written productions of an activity."""

    @web.authenticated
    async def get(self) -> None:
        """Tell the grids, and the copies of the class."""
        assignment, hidden = self.get_query_argument("assignment"), self.hidden
        await self.answer(lambda: productions.overview(self.places, assignment, hidden))


class Copy(_Api):
    """One copy."""

    @web.authenticated
    async def get(self) -> None:
        """Tell what was written, and what was given for it."""
        exercise, key, hidden = (
            self.get_query_argument("exercise"),
            self.get_query_argument("key"),
            self.hidden,
        )

        def read() -> dict[str, Any]:
            with Gradebook(self.places.gradebook, COURSE_ID) as gradebook:
                return productions.copy(productions.find(gradebook, self.places, exercise, key), hidden)

        await self.answer(read)

    @web.authenticated
    async def post(self) -> None:
        """Give a line its points and a remark."""
        sent = self.body

        def give() -> dict[str, Any]:
            named = [str(sent.get(name, "")) for name in ("exercise", "key", "said", "line")]
            points = sent.get("points")
            if points is not None and (isinstance(points, bool) or not isinstance(points, int | float)):
                raise Refused("Ces points ne sont pas dans le barème.")
            return marks.give(self.places, *named, points=points, comment=str(sent.get("comment") or ""))

        await self.answer(give)


class Tomorrow(_Api):
    """What the class got and missed in an activity."""

    @web.authenticated
    async def get(self) -> None:
        """Tell it."""
        assignment = self._known()
        await self.answer(lambda: views.tomorrow(self.places, assignment))

    def _known(self) -> str:
        assignment = self.get_query_argument("assignment")
        if assignment not in self.places.activities:
            raise web.HTTPError(404)
        return assignment


class Picture(Tomorrow):
    """The picture of its hardest questions."""

    @web.authenticated
    async def get(self) -> None:
        """Draw it."""
        assignment = self._known()

        def draw() -> bytes:
            return questions_picture(hardest(self.places, assignment))

        drawn = await asyncio.get_running_loop().run_in_executor(None, draw)
        self.set_header("Cache-Control", "no-store")
        self.finish(drawn, set_content_type="image/svg+xml")


_API = {
    "state": State,
    "job": Running,
    "deposit": Deposit,
    "deadline": Deadline,
    "productions": Productions,
    "copy": Copy,
    "tomorrow": Tomorrow,
    "picture": Picture,
}
