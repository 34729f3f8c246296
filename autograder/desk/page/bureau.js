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
const contesting = new Contesting(room, follower);
let shown = "";

/** Show the class as it stands, unless it stands as it did; the focus stays where it was. */
async function refresh(mark) {
  if (asked().page === "contestations") return contesting.ended(mark);
  if (asked().page) return;
  const state = await read("state");
  const drawn = JSON.stringify(state);
  if (asked().page || drawn === shown) return;
  const focus = document.activeElement?.id;
  const opened = new Set([...room.querySelectorAll("details[open]")].map((one) => one.id));
  room.replaceChildren(...classroom(state, follower));
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
  contestations: () => contesting.open(),
  noter: (assignment) => new Marking(room, assignment).open(),
  seconde: (assignment) => new Marking(room, assignment, true).open(),
  accord: (assignment) => agreement(room, assignment),
  demain: async (assignment) => room.replaceChildren(...(await morning(assignment))),
};

async function enter() {
  shown = "";
  const { page, assignment } = asked();
  try {
    await (PAGES[page] ? PAGES[page](assignment) : refresh());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    room.replaceChildren(make("p", { class: "fault", role: "alert" }, error.message));
  }
}

window.addEventListener("hashchange", () => enter().then(() => room.focus()));
// Who comes back from formgrader finds the class as it stands now.
window.addEventListener("focus", () => refresh().catch(() => {}));
enter().then(() => follower.watch());
