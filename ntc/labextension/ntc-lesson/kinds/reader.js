// Texts to read as cards, in a list where each one opens or one at a time; searched, and marked for oneself.
import { button, make, say, unique } from "../page/dom.js";
import { NBSP, plain } from "../page/french.js";
import { holds, searchBox } from "../page/search.js";
import { wear } from "../page/sheets.js";

await wear("page/reader.css");

const EVERY = "";
const UNMARKED = "-";

export const grouped = true;

export function control(spec, ids, changed) {
  const state = { one: false, at: 0, open: new Set() };
  const cards = spec.texts.map((text, rank) => card(text, `${ids.control}-${rank}`));
  const asked = { id: unique("ntc-reader"), label: "Chercher", none: "Aucun texte", noun: "texte" };
  const search = searchBox(asked, show);
  const among = make(
    "select",
    { id: `${ids.control}-among`, on: { change: show } },
    ...[[EVERY, "tous les textes"], ...spec.options, [UNMARKED, "sans marque"]].map(([value, label]) => make("option", { value }, label)),
  );
  const ways = [
    ["En liste", false],
    ["Un à la fois", true],
  ].map(([label, one]) => ({ one, node: button(label, () => look(one), { class: "ntc-button" }) }));
  const list = make("ul", { class: "ntc-reader-list" }, ...cards.map(({ node }) => node));
  const back = button("Précédent", () => step(-1), { class: "ntc-button" });
  const on = button("Suivant", () => step(1), { class: "ntc-button" });
  const where = make("span", { role: "status" });
  const turn = make("p", { class: "ntc-reader-turn" }, back, where, on);
  const tools = make(
    "div",
    { class: "ntc-reader-tools" },
    make("span", {}, search.label, search.input),
    make("span", {}, make("label", { for: among.id }, "Montrer"), among),
    make("span", { role: "group", "aria-label": "Façon de lire" }, ...ways.map(({ node }) => node)),
  );
  // Keys typed in the search box are no answer: what follows what is typed in a field never hears of them.
  search.input.addEventListener("input", (event) => event.stopPropagation());

  function card(text, id) {
    const open = button(text.title, () => toggle(one), { class: "ntc-reader-title ntc-on-paper", "aria-controls": id });
    const badge = make("span", { class: "ntc-reader-mark" });
    const facts = text.facts.map(([head, value]) => make("span", { class: "ntc-fact" }, `${head}${NBSP}: ${value}`));
    const marks = spec.options.map(([value, label], rank) => ({
      value,
      label,
      rank,
      node: button(label, () => mark(one, one.mark === value ? "" : value), { class: "ntc-button", dataset: { rank } }),
    }));
    const body = make(
      "div",
      { id, class: "ntc-reader-body" },
      ...text.texts.map((paragraph) => make("p", {}, paragraph)),
      make("div", { class: "ntc-reader-marks", role: "group", "aria-label": `Ma marque sur «${NBSP}${text.title}${NBSP}»` }, ...marks.map(({ node }) => node)),
    );
    const words = plain([text.title, ...text.facts.flat(), ...text.texts].join(" "));
    const head = make("p", { class: "ntc-reader-head" }, open, badge);
    const node = make("li", { class: "ntc-reader-card", dataset: { card: text.id } }, head, facts.length ? make("p", { class: "ntc-help" }, ...facts) : null, body);
    const one = { id: text.id, node, open, body, badge, marks, words, mark: "" };
    return one;
  }

  function found() {
    const words = search.words();
    const marked = { [EVERY]: () => true, [UNMARKED]: ({ mark }) => !mark }[among.value] ?? (({ mark }) => mark === among.value);
    return cards.filter((one) => marked(one) && holds(one.words, words));
  }

  function show() {
    const shown = found();
    state.at = Math.max(0, Math.min(state.at, shown.length - 1));
    for (const one of cards) {
      one.node.hidden = !shown.includes(one);
      one.node.classList.toggle("ntc-reader-apart", state.one && one !== shown[state.at]);
      one.body.hidden = !state.one && !state.open.has(one.id);
      one.open.setAttribute("aria-expanded", String(!one.body.hidden));
      one.open.disabled = state.one;
    }
    for (const way of ways) way.node.setAttribute("aria-pressed", String(way.one === state.one));
    turn.hidden = !state.one || !shown.length;
    back.disabled = state.at === 0;
    on.disabled = state.at >= shown.length - 1;
    say(where, `texte ${state.at + 1} sur ${shown.length}`);
    search.say(shown.length);
  }

  function look(one) {
    state.one = one;
    show();
  }

  function step(way) {
    state.at += way;
    show();
    const pressed = way < 0 ? [back, on] : [on, back];
    pressed.find((one) => !one.disabled)?.focus();
  }

  function toggle(one) {
    if (!state.open.delete(one.id)) state.open.add(one.id);
    state.at = found().indexOf(one);
    show();
  }

  function mark(one, value) {
    paint(one, value);
    // What is shown is not taken away under the hand that marks it: the list follows at the next search.
    changed(0);
  }

  function paint(one, value) {
    const chosen = one.marks.find((each) => each.value === value);
    one.mark = chosen ? value : "";
    one.node.dataset.mark = chosen ? String(chosen.rank) : "";
    say(one.badge, chosen ? chosen.label : "");
    for (const each of one.marks) each.node.setAttribute("aria-pressed", String(each === chosen));
  }

  show();
  return {
    node: make("div", { class: "ntc-reader" }, tools, search.count, turn, list),
    read: () => Object.fromEntries(cards.filter((one) => one.mark).map((one) => [one.id, one.mark])),
    write: (raw) => cards.forEach((one) => paint(one, raw?.[one.id] ?? "")),
  };
}
