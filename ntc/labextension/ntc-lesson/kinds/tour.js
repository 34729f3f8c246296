// A tour: its doors in a list to put in order, the hour at each under its name, and the map beside it that follows.
// Where it has a bar, the doors under it are left out.
import { button, make, say } from "../page/dom.js";
import { NBSP } from "../page/french.js";
import { same } from "../page/merging.js";
import { near } from "../page/near.js";
import { ordering } from "../page/ordering.js";
import { route } from "../page/route.js";
import { wear } from "../page/sheets.js";

await wear("page/tour.css");

export const grouped = true;

export function control(spec, ids, changed, model) {
  const [home, base] = spec.home;
  const given = spec.options.map(([key]) => key);
  const order = ordering(spec.options, moved);
  const hours = timetable(order.list, given);
  const keep = button("Garder cet ordre", keepAsItIs, { class: "ntc-button" });
  const frame = make("iframe", { title: `Carte${NBSP}: ${spec.title}` });
  const map = route(frame);
  const way = (text) => make("p", { class: "ntc-tour-home" }, `${text}${NBSP}: ${base}`);
  const list = make("div", { class: "ntc-tour-list" }, way("Départ"), order.list, way("Retour"), keep, order.spoken);
  const node = make("div", { class: "ntc-tour" }, list, frame);
  let touched = false;

  function arrived({ map: page }) {
    if (!page) return;
    model.off("msg:custom", arrived);
    frame.srcdoc = page;
  }
  model.on("msg:custom", arrived);
  const giveUp = near(node, () => model.send({ map: true }));

  function moved() {
    touched = true;
    keep.hidden = true;
    drive();
    changed(0);
  }
  function keepAsItIs() {
    moved();
    order.list.querySelector("button:enabled").focus();
  }
  function drive() {
    const keys = order.read();
    map.show([home, ...(spec.bar ? keys.slice(0, keys.indexOf(spec.bar)) : keys), home]);
  }
  function read() {
    return touched ? order.read() : [];
  }
  // The hours of another order are none of this one: they come with the next answer of the kernel.
  function mark(cells) {
    const told = same(model.get("stored"), read()) ? cells : {};
    for (const [key, line] of Object.entries(hours)) {
      const { echo = "", message = "" } = told[key]?.time ?? {};
      say(line.time, echo);
      say(line.late, message);
    }
  }
  return {
    node,
    mark,
    read,
    write: (raw) => {
      touched = Array.isArray(raw) && raw.length === given.length;
      keep.hidden = touched;
      order.write(touched ? raw : given);
      drive();
    },
    stop: () => {
      giveUp();
      map.stop();
      model.off("msg:custom", arrived);
    },
  };
}

/** A line under each name for its hours, and for how late one is there. */
function timetable(list, keys) {
  return Object.fromEntries(
    keys.map((key) => {
      const line = { time: make("span", {}), late: make("strong", {}) };
      list.querySelector(`[data-key="${CSS.escape(key)}"] .ntc-order-label`).append(make("span", { class: "ntc-tour-hours" }, line.time, " ", line.late));
      return [key, line];
    }),
  );
}
