// A week of half-hours: tasks are dragged to where they begin, or chosen, then placed by a click on a half-hour or by the two
// lists of the panel, which keys reach. On a narrow page the week is a list, day by day.
import { button, make, say } from "../page/dom.js";
import { dragging } from "../page/dragging.js";
import { counted, NBSP } from "../page/french.js";
import { selectInput } from "../page/inputs.js";
import { wear } from "../page/sheets.js";
import { side } from "../page/sideways.js";

await Promise.all([wear("page/board.css"), wear("page/agenda.css")]);

const BETWEEN = "|";

export const grouped = true;

export function control(spec, ids, changed) {
  const spoken = make("p", { class: "ntc-hidden", "aria-live": "polite" });
  const ranks = new Map(spec.starts.map(([start], rank) => [start, rank]));
  const tasks = spec.tasks.map(([id, label, length, facts, fixed]) => (fixed ? settled(label, length, facts, fixed) : task(id, label, length, facts)));
  const free = tasks.filter(({ fixed }) => !fixed);
  const left = make("ul", { class: "ntc-board-cards", "aria-labelledby": `${ids.control}-left` });
  const count = make("span", { class: "ntc-board-count" });
  const tray = make(
    "div",
    { class: "ntc-board-place ntc-board-tray", dataset: { place: "" } },
    make("p", { id: `${ids.control}-left`, class: "ntc-board-head" }, "À placer ", count),
    left,
  );
  const days = spec.days.map(([id, label], rank) => column(id, label, `${ids.control}-d${rank}`));
  const panel = placing();
  const week = make("div", { class: "ntc-agenda-week" }, hours(), ...days.map(({ node }) => node));
  week.addEventListener("click", ({ target }) => {
    const slot = chosen && target.closest(".ntc-agenda-slot");
    if (slot) put(chosen, slot.dataset.place);
  });
  const node = make("div", { class: "ntc-agenda ntc-board", on: { keydown: leave } }, tray, week, panel.node, spoken);
  node.style.setProperty("--ntc-agenda-days", days.length);
  dragging(node, (id, place) => put(free.find((one) => one.id === id), place));
  let chosen = null;

  function task(id, label, length, facts) {
    const when = make("span", { class: "ntc-agenda-when" });
    const known = make("small", {}, facts.join(" · "));
    const title = [label, ...facts].join(" · ");
    const choose = button(label, (event) => turn(one, event.detail === 0), { class: "ntc-card-choose ntc-on-paper", "aria-pressed": "false", title });
    choose.append(when, known);
    const grip = make("span", { class: "ntc-card-grip", "aria-hidden": "true" }, "⠿");
    const one = { id, label, length, facts, choose, when, day: "", start: "" };
    one.node = make("li", { class: "ntc-card", dataset: { card: id } }, grip, choose);
    return one;
  }

  /** A task that is where it is: to be read, not to be taken. */
  function settled(label, length, facts, [day, start]) {
    const when = make("span", { class: "ntc-agenda-when" });
    const known = make("span", { class: "ntc-card-choose", title: [label, ...facts].join(" · ") }, label, when, make("small", {}, facts.join(" · ")));
    return { label, length, facts, when, day, start, fixed: true, node: make("li", { class: "ntc-card ntc-agenda-fixed" }, known) };
  }

  /** Choose a task, or let it go when it is chosen; who goes by keys is led to the panel. */
  function turn(one, byKey = false) {
    const again = chosen === one;
    chosen?.choose.setAttribute("aria-pressed", "false");
    chosen = again ? null : one;
    chosen?.choose.setAttribute("aria-pressed", "true");
    panel.show(chosen, byKey);
  }

  function leave(event) {
    if (event.key !== "Escape" || !chosen) return;
    const one = chosen;
    turn(one);
    one.choose.focus();
  }

  function hours() {
    const named = spec.starts.map(([, label]) => make("li", {}, label));
    return make("ol", { class: "ntc-agenda-hours", "aria-hidden": "true" }, make("li", { class: "ntc-agenda-head" }), ...named);
  }

  function column(id, label, headId) {
    const slots = spec.starts.map(([start, , , pause]) =>
      make("div", { class: `ntc-agenda-slot${pause ? " ntc-agenda-pause" : ""}`, dataset: { place: `${id}${BETWEEN}${start}` } }),
    );
    const list = make("ol", { class: "ntc-agenda-tasks", "aria-labelledby": headId });
    const head = make("p", { id: headId, class: "ntc-agenda-head" }, label);
    return { id, label, list, node: make("div", { class: "ntc-agenda-day" }, head, make("div", { class: "ntc-agenda-slots" }, ...slots, list)) };
  }

  // The panel of the task that is chosen: where it is to be, for who goes by keys or by finger.
  function placing() {
    const name = make("strong", {});
    const facts = make("span", { class: "ntc-help" });
    const [day, start] = [
      [spec.heads.day, spec.days],
      [spec.heads.start, spec.starts.map(([id, label]) => [id, label])],
    ].map(([label, options]) => selectInput(options, { "aria-label": label }, () => {}));
    const place = button("Placer", () => day.read() && start.read() && put(chosen, day.read() + BETWEEN + start.read()), { class: "ntc-button" });
    const back = button("Retirer", () => put(chosen, ""), { class: "ntc-button" });
    const entry = make("span", { class: "ntc-agenda-entry" }, day.node, start.node, place, back);
    const node = make("div", { class: "ntc-agenda-panel", role: "group", "aria-label": "La tâche choisie", hidden: true }, name, facts, entry);
    const show = (one, byKey) => {
      node.hidden = !one;
      if (!one) return;
      say(name, one.label);
      say(facts, one.facts.join(" · "));
      day.write(one.day);
      start.write(one.start);
      back.hidden = !one.day;
      if (byKey) day.input.focus();
    };
    return { node, show };
  }

  function put(one, place) {
    [one.day, one.start] = place ? place.split(BETWEEN) : ["", ""];
    if (chosen) turn(chosen);
    lay();
    say(spoken, `${one.label}${NBSP}: ${one.day ? `${days.find(({ id }) => id === one.day).label}, ${span(one)}` : "à placer"}`);
    one.choose.focus({ preventScroll: true });
    changed(0);
  }

  function span(one) {
    const from = ranks.get(one.start);
    const until = spec.starts[Math.min(from + one.length, spec.starts.length) - 1];
    return `${spec.starts[from][1]} à ${until[2]}`;
  }

  // Each task in its day, in the order of the hours; what is at the same time stands side by side.
  function lay() {
    const waiting = tasks.filter((one) => !one.day);
    left.replaceChildren(...waiting.map((one) => one.node));
    left.hidden = waiting.length === 0;
    say(count, counted(waiting.length, "tâche"));
    for (const one of tasks) say(one.when, one.day ? ` ${span(one)}` : "");
    for (const { id, list } of days) {
      const there = tasks.filter((one) => one.day === id).map((one) => ({ one, from: ranks.get(one.start), until: ranks.get(one.start) + one.length }));
      there.sort((a, b) => a.from - b.from);
      for (const { one, from, until, lane, lanes } of side(there)) {
        one.node.style.cssText = `--from:${from};--length:${Math.min(until, spec.starts.length) - from};--lane:${lane};--lanes:${lanes}`;
        one.node.classList.toggle("ntc-agenda-crowded", lanes > 1);
        one.node.classList.toggle("ntc-agenda-brief", one.length === 1);
      }
      list.replaceChildren(...there.map(({ one }) => one.node));
    }
  }

  return {
    node,
    read: () => Object.fromEntries(free.filter((one) => one.day).map((one) => [one.id, { day: one.day, start: one.start }])),
    write: (raw) => {
      for (const one of free) {
        const { day, start } = raw?.[one.id] ?? {};
        const known = days.some(({ id }) => id === day) && ranks.has(start);
        [one.day, one.start] = known ? [day, start] : ["", ""];
      }
      const held = node.contains(document.activeElement) ? document.activeElement : null;
      lay();
      held?.focus({ preventScroll: true });
    },
  };
}
