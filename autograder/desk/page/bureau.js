// The desk: the class, its activities, and what a person marks, on one page.
import { make } from "../../lab/extensions/ntc-lesson/page/dom.js";
import { agreement } from "./accord.js";
import { read, Refusal } from "./api.js";
import { classroom } from "./classroom.js";
import { Contesting } from "./contester.js";
import { Follower } from "./job.js";
import { morning } from "./demain.js";
import { Marking } from "./noter.js";

const room = document.getElementById("room");
const follower = new Follower(document.getElementById("job"), refresh);
const contesting = new Contesting(follower);
let shown = "";
let place = room;

/** Show the class as it stands, unless it stands as it did; the focus stays where it was. */
async function refresh(mark) {
  if (asked().page === "contestations") return contesting.ended(mark);
  if (asked().page) return;
  const state = await read("state");
  const drawn = JSON.stringify(state);
  if (asked().page || drawn === shown) return;
  const focus = document.activeElement?.id;
  const opened = new Set([...room.querySelectorAll("details[open]")].map((one) => one.id));
  place.replaceChildren(...classroom(state, follower));
  for (const one of room.querySelectorAll("details")) one.open = opened.has(one.id);
  shown = drawn;
  if (focus && room.querySelector(`#${CSS.escape(focus)}`)) document.getElementById(focus).focus();
}

/** What the address asks for: « #noter/at1-strategie » is the marking of an activity; nothing, the class. */
function asked() {
  const [page, name = ""] = location.hash.slice(1).split("/");
  return { page, assignment: decodeURIComponent(name) };
}

const PAGES = {
  contestations: (_, here) => contesting.open(null, here),
  noter: (assignment, here) => new Marking(here, assignment).open(),
  seconde: (assignment, here) => new Marking(here, assignment, true).open(),
  accord: (assignment, here) => agreement(here, assignment),
  demain: async (assignment, here) => here.replaceChildren(...(await morning(assignment))),
};

/** Each page draws in a place of its own: what comes late for one that was left is drawn where nobody looks. */
async function enter() {
  shown = "";
  const { page, assignment } = asked();
  const here = make("div", { tabindex: "-1" }, make("p", {}, "Un instant…"));
  place = here;
  room.replaceChildren(here);
  try {
    await (PAGES[page] ? PAGES[page](assignment, here) : refresh());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    here.replaceChildren(make("p", { class: "fault", role: "alert" }, error.message));
  }
}

window.addEventListener("hashchange", () => enter().then(() => place.focus()));
// Who comes back from formgrader finds the class as it stands now.
window.addEventListener("focus", () => refresh().catch(() => {}));
enter().then(() => follower.watch());
