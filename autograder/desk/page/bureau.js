// The desk: the class, its activities, and what a person marks, on one page.
import { make } from "../../lab/extensions/ntc-lesson/page/dom.js";
import { read, Refusal } from "./api.js";
import { classroom } from "./classroom.js";
import { Follower } from "./job.js";
import { Marking } from "./noter.js";

const room = document.getElementById("room");
const follower = new Follower(document.getElementById("job"), refresh);
let shown = "";

/** Show the class as it stands, unless it stands as it did; the focus stays where it was. */
async function refresh() {
  if (marked()) return;
  const state = await read("state");
  const drawn = JSON.stringify(state);
  if (marked() || drawn === shown) return;
  const focus = document.activeElement?.id;
  const opened = new Set([...room.querySelectorAll("details[open]")].map((one) => one.id));
  room.replaceChildren(...classroom(state, follower));
  for (const one of room.querySelectorAll("details")) one.open = opened.has(one.id);
  shown = drawn;
  if (focus && room.querySelector(`#${CSS.escape(focus)}`)) document.getElementById(focus).focus();
}

function marked() {
  return location.hash.startsWith("#noter/") ? decodeURIComponent(location.hash.slice("#noter/".length)) : "";
}

async function enter() {
  shown = "";
  const assignment = marked();
  try {
    if (assignment) await new Marking(room, assignment).open();
    else await refresh();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    room.replaceChildren(make("p", { class: "fault", role: "alert" }, error.message));
  }
}

window.addEventListener("hashchange", () => enter().then(() => room.focus()));
enter().then(() => follower.watch());
