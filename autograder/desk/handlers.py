"""The desk on Jupyter's server: its page, its code, and the JSON that they speak.

Authentication, cookies and the check against forged requests are Jupyter's own.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import APIHandler, FileFindHandler, JupyterHandler
from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join
from nbgrader.api import Gradebook
from tornado import web

from autograder.desk import (
    contesting,
    dates,
    deposit,
    enrolling,
    guide,
    marks,
    people,
    productions,
    seconds,
    views,
)
from autograder.desk.jobs import LABELS, OF_NO_ACTIVITY, Jobs
from autograder.desk.productions import NoCopy
from autograder.desk.refused import Refused
from autograder.desk.visits import Visits
from autograder.grading import sqlite
from autograder.grading.classlist import class_list
from autograder.grading.elsewhere import SETTINGS
from autograder.grading.places import COURSE_ID, Places
from autograder.grading.settled import Unsettled
from autograder.reports.picture import questions_picture
from autograder.reports.tomorrow import hardest
from autograder.stamps.verifying import verify_code, verify_file
from ntc.french import typeset
from ntc.home.contest import is_contest
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
    server.web_app.settings[_SETTINGS] = (root, Jobs(root), Visits(root))
    base = url_path_join(server.web_app.settings["base_url"], _ROOM)
    routes: list[tuple] = [
        (base, web.RedirectHandler, {"url": f"{base}/", "permanent": False}),
        (f"{base}/", Page),
        # Without asking who it is, as JupyterLab's own: a hub would not know whoever imports a module.
        (rf"{base}/page/(.*\.(?:js|css))", FileFindHandler, {"path": [str(_PAGE)]}),
        (rf"{base}/guide/(donnees-personnelles)", Guide),
        *((f"{base}/api/{name}", handler) for name, handler in API.items()),
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

    @property
    def visits(self) -> Visits:
        return self.settings[_SETTINGS][2]


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

    @property
    def second(self) -> bool:
        """Whether it is the second marking that is asked for."""
        return self.get_query_argument("second", "") == "yes"


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
            if action not in LABELS or action == "apply" or not known:
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
            if is_contest(content):
                return {"contest": contesting.take(self.places, content)}
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


class Visit(_Api):
    """The course as one learner has it."""

    @web.authenticated
    async def post(self) -> None:
        """Open it; what was open for another learner closes."""
        learner = str(self.body.get("learner") or "")
        await self.answer(lambda: {"address": self.visits.begin(learner)})


class People(_Api):
    """The data of one learner."""

    @web.authenticated
    async def post(self) -> None:
        """Gather them, or erase them."""
        sent = self.body
        act, learner, by = (str(sent.get(name) or "") for name in ("act", "learner", "by"))

        def do() -> dict[str, str]:
            if act == "erase":
                self.jobs.forget()  # what the last action said may name them
                return people.erase(self.places, learner, by)
            return people.gather(self.places, learner)

        await self.answer(do)


class Guide(JupyterHandler):
    """A guide, to be read beside the desk."""

    content_security_policy = "default-src 'none'; style-src 'self'; img-src data:; frame-ancestors 'self'"

    @web.authenticated
    def get(self, name: str) -> None:
        """Send it."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(guide.page(name, self.base_url))


class Verify(_Api):
    """Whether a sheet that somebody holds is the one that was given out."""

    @web.authenticated
    async def post(self) -> None:
        """Tell it of a file, or of a code where none is sent."""
        code, content = self.get_query_argument("code", ""), self.request.body

        def tell() -> dict[str, Any]:
            verdict = verify_file(self.places, content) if content else verify_code(self.places, code)
            return asdict(verdict)

        await self.answer(tell)


class Productions(_Api):
    """The written productions of an activity."""

    @web.authenticated
    async def get(self) -> None:
        """Tell the grids, and the copies of the class."""
        assignment, hidden = self.get_query_argument("assignment"), self.hidden
        of = seconds if self.second else productions
        await self.answer(lambda: of.overview(self.places, assignment, hidden))


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

        second = self.second

        def read() -> dict[str, Any]:
            if second:
                return seconds.copy(self.places, exercise, key, hidden)
            with Gradebook(self.places.gradebook, COURSE_ID) as gradebook:
                found = productions.find(gradebook, self.places, exercise, key)
                return productions.copy(found, hidden, class_list(self.places))

        await self.answer(read)

    @web.authenticated
    async def post(self) -> None:
        """Give a line its points and a remark."""
        sent = self.body

        def give() -> dict[str, Any]:
            named = [str(sent.get(name, "")) for name in ("exercise", "key", "said", "line")]
            points = marks.points_in(sent)
            give_it = seconds.give if sent.get("second") is True else marks.give
            return give_it(self.places, *named, points=points, comment=str(sent.get("comment") or ""))

        await self.answer(give)


class Contests(_Api):
    """Contests of marks, and the journal."""

    @web.authenticated
    async def get(self) -> None:
        """Tell them."""
        await self.answer(lambda: contesting.page(self.places))

    @web.authenticated
    async def post(self) -> None:
        """Take one in: a file, or a message that was copied."""
        content = self.request.body
        await self.answer(lambda: {"told": contesting.take(self.places, content)})


class Reply(_Api):
    """What is answered to a contest."""

    @web.authenticated
    async def post(self) -> None:
        """Keep a mark, or give another; or give a learner other data."""
        sent = self.body
        act = contesting.give_variant if "variant" in sent else contesting.answer
        await self.answer(lambda: {"told": act(self.places, sent)})


class Replay(_Api):
    """What a dry run found."""

    @web.authenticated
    async def get(self) -> None:
        """Tell it."""
        await self.answer(lambda: {"found": self.jobs.found})

    @web.authenticated
    async def post(self) -> None:
        """Have it applied."""
        sent = self.body

        def start() -> dict[str, Any]:
            agreed = contesting.agreed(self.jobs.found, sent)
            return {"job": self.jobs.start("apply", "", False, agreed).said()}

        await self.answer(start)


class Agreement(_Api):
    """Two markers side by side."""

    @web.authenticated
    async def get(self) -> None:
        """Tell how they agree, and where they do not."""
        assignment = self.get_query_argument("assignment")
        await self.answer(lambda: seconds.compare(self.places, assignment))

    @web.authenticated
    async def post(self) -> None:
        """Decide what counts."""
        sent = self.body

        def decide() -> dict[str, Any]:
            named = [str(sent.get(name, "")) for name in ("exercise", "key", "said", "line")]
            points = marks.points_in(sent)
            if points is None:
                raise Refused("Dites combien de points comptent.")
            return seconds.decide(self.places, *named, points=points)

        await self.answer(decide)


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


API = {
    "state": State,
    "job": Running,
    "deposit": Deposit,
    "deadline": Deadline,
    "visit": Visit,
    "productions": Productions,
    "copy": Copy,
    "contests": Contests,
    "reply": Reply,
    "replay": Replay,
    "agreement": Agreement,
    "tomorrow": Tomorrow,
    "verify": Verify,
    "people": People,
    "picture": Picture,
}
