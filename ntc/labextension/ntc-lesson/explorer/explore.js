// Tables to explore: everything happens in the page, so it goes on working while the kernel is away.
import { button, heading, make, unique } from "../page/dom.js";
import { takeAway } from "./away.js";
import { box, select } from "./choosers.js";
import { inputsOf, newFilter } from "./filters.js";
import { looks } from "./looks.js";
import { fresh, groupable, groupedTable, keep, numeric, order, plainTable, unpack } from "./rows.js";
import { summary, write } from "./words.js";

const PAGE = 12; // twelve months are read at once
const LONG = 36;
const READING = 160;

/** Open tables to explore under `el`; `ask` has the kernel write a file of what is shown; `lesson` keeps how they are looked at;
 * `picking` puts something to answer before each line (`picking.js`). */
export function explore(tables, el, ask, lesson = "", picking = null) {
  const root = make("section", {
    class: "ntc-explorer",
    "aria-label": "Explorateur de tableaux",
    lang: "fr",
  });
  const views = tables.map(unpack);
  const prefix = unique("ntc-x");
  const looked = looks(lesson, root, (id) => id === view.id && looked.find(view, state()) !== state() && open(view));
  const states = new Map(views.map((view) => [view.id, looked.find(view)]));
  let view = views[0];
  let current;

  const tabs = make("div", { class: "ntc-x-tabs", role: "group", "aria-label": "Tableau à ouvrir" });
  for (const one of views) {
    tabs.append(button(one.title, () => open(one), { dataset: { view: one.id } }));
  }
  const running = box("Ajouter le cumul", `${prefix}-running`, (running) => change({ running, sort: null }));
  const tools = make("div", { class: "ntc-x-tools" });
  const filters = make("div", { class: "ntc-x-filters" });
  const status = make("p", { class: "ntc-x-status", role: "status" });
  const frame = make("div", { class: "ntc-x-frame", tabindex: "0", role: "region", "aria-label": "Lignes du tableau" });
  const pager = make("div", { class: "ntc-x-pager" });
  root.append(...(views.length > 1 ? [tabs] : []), tools, filters, status, frame, pager);
  el.append(root);
  open(view);

  function open(next) {
    view = next;
    states.set(view.id, looked.find(view, states.get(view.id)));
    for (const tab of tabs.children) tab.setAttribute("aria-pressed", String(tab.dataset.view === view.id));
    drawTools();
    drawFilters();
    refresh();
  }

  function state() {
    return states.get(view.id);
  }

  function drawTools() {
    const group = select("Regrouper par", `${prefix}-group`, [["", "ne pas regrouper"], ...byIndex(groupable(view))], state().group);
    const total = select("Totaliser", `${prefix}-total`, byIndex(numeric(view)), state().total);
    const add = select("Filtrer sur", `${prefix}-add`, [["", "choisir une colonne…"], ...byIndex(view.columns.entries())], "");
    group.control.addEventListener("change", () => change({ group: group.control.value, sort: null }));
    total.control.addEventListener("change", () => change({ total: total.control.value }));
    add.control.addEventListener("change", () => {
      if (add.control.value === "") return;
      addFilter(Number(add.control.value));
      add.control.value = "";
    });
    const clear = button("Tout effacer", () => {
      states.set(view.id, fresh(view));
      looked.keep(view, state());
      open(view);
    });
    const measured = numeric(view).length ? [total.box, running.box] : [];
    tools.replaceChildren(add.box, group.box, ...measured, clear, ...takeAway(() => current, ask));
  }

  function addFilter(index) {
    const known = state().filters.some((filter) => filter.index === index);
    if (!known) state().filters.push(newFilter(view.columns[index], index));
    drawFilters();
    refresh();
    filters.querySelector(`[data-column="${index}"] input, [data-column="${index}"] select`)?.focus();
  }

  function drawFilters() {
    filters.replaceChildren(...state().filters.map(filterBox));
  }

  function filterBox(filter) {
    const column = view.columns[filter.index];
    const box = make("fieldset", { "data-column": String(filter.index) }, make("legend", {}, column.label));
    const remove = () => {
      state().filters = state().filters.filter((one) => one !== filter);
      drawFilters();
      refresh();
      tools.querySelector("select").focus();
    };
    box.append(
      ...inputsOf(filter, column, `${prefix}-f${filter.index}`, () => change({})),
      button("×", remove, { class: "ntc-x-remove", "aria-label": `Retirer le filtre sur ${column.label}` }),
    );
    return box;
  }

  function change(part) {
    Object.assign(state(), part, { page: 0 });
    refresh();
  }

  function refresh() {
    const kept = keep(view, state().filters);
    const shown = state().group === "" ? plainTable(view, kept) : groupedTable(view, kept, state());
    order(shown, state().sort);
    running.box.hidden = state().group === "" || !view.columns[Number(state().total)]?.additive;
    running.control.checked = state().running;
    status.textContent = summary(view, kept, state(), shown.rows.length);
    drawTable(shown);
    drawPager(shown.rows.length);
    current = shown;
    looked.keep(view, state());
  }

  function drawTable(shown) {
    const picks = picking && state().group === "";
    const head = make("tr", {}, picks ? heading(picking.head) : null);
    shown.heads.forEach((label, index) => {
      const sort = state().sort;
      const direction = sort && sort.index === index ? (sort.down ? "descending" : "ascending") : "none";
      const mark = { ascending: " ▲", descending: " ▼", none: "" }[direction];
      const number = shown.kinds[index].kind === "number";
      const cell = make("th", { scope: "col", "aria-sort": direction, class: number ? "ntc-x-number" : null });
      cell.append(button(label + mark, () => {
        state().sort = { index, down: direction === "ascending" || (direction === "none" && number) };
        state().page = 0;
        refresh();
        frame.querySelectorAll("th button")[index].focus();
      }));
      head.append(cell);
    });
    const first = state().page * PAGE;
    const body = make("tbody");
    for (const row of shown.rows.slice(first, first + PAGE)) {
      const line = make("tr", {}, picks ? picking.cell(row.line) : null);
      row.forEach((value, index) => {
        const kind = shown.kinds[index];
        const text = write(value, kind);
        line.append(make("td", { class: `ntc-x-${kind.kind === "number" ? "number" : width(text)}` }, text));
      });
      body.append(line);
    }
    frame.replaceChildren(make("table", {}, make("caption", {}, shown.caption), make("thead", {}, head), body));
    frame.scrollTop = 0;
  }

  function drawPager(count) {
    const pages = Math.max(1, Math.ceil(count / PAGE));
    const here = state().page;
    const turn = (label, page) => {
      const one = button(label, () => {
        state().page = page;
        refresh();
        const again = [...pager.querySelectorAll("button")].find((other) => other.textContent === label);
        (again.disabled ? pager.querySelector("button:not(:disabled)") : again).focus();
      });
      one.disabled = page === here || page < 0 || page >= pages;
      return one;
    };
    pager.hidden = pages === 1;
    pager.replaceChildren(
      turn("Première page", 0),
      turn("Page précédente", here - 1),
      make("span", {}, `page ${here + 1} sur ${pages}`),
      turn("Page suivante", here + 1),
      turn("Dernière page", pages - 1),
    );
  }
}

function byIndex(entries) {
  return [...entries].map(([index, column]) => [String(index), column.label]);
}

function width(text) {
  return text.length > READING ? "reading" : text.length > LONG ? "long" : "short";
}
