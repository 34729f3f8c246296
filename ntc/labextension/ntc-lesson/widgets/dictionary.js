// The dictionary of the data: one looks for a table, reads what its columns say, and opens its lines.
import { asking } from "../explorer/away.js";
import { explore } from "../explorer/explore.js";
import { button, make, table as reading } from "../page/dom.js";
import { compare, counted, plain } from "../page/french.js";
import { holds, searchBox } from "../page/search.js";

const HEADS = ["Colonne", "Nature", "Unité", "Renvoie à"];

export function render({ model, el }) {
  const tables = [...model.get("tables")].sort((a, b) => compare(a.label, b.label));
  const root = make("section", { class: "ntc-dictionary", "aria-label": "Dictionnaire des données", lang: "fr" });
  const asked = { id: "ntc-dictionary-search", label: "Chercher une table ou une colonne", none: "Aucune table", noun: "table" };
  const search = searchBox(asked, filter);
  const list = make("div", { class: "ntc-dictionary-list", role: "group", "aria-label": "Tables" });
  const shown = make("div", { class: "ntc-dictionary-table" });
  root.append(make("p", { class: "ntc-search" }, search.label, search.input), search.count, list, shown);
  el.append(root);

  const entries = tables.map((table) => {
    const choice = button(`${table.label} `, () => open(table), { dataset: { table: table.id } });
    choice.append(make("small", {}, counted(table.count, "ligne")));
    return { choice, text: plain([table.label, ...table.columns.map((column) => column.label)].join(" ")) };
  });
  filter();

  function filter() {
    const words = search.words();
    const found = entries.filter(({ text }) => holds(text, words));
    list.replaceChildren(...found.map(({ choice }) => choice));
    search.say(found.length);
  }

  let lines;
  let chosen;

  function open(table) {
    chosen = table.id;
    for (const { choice } of entries) choice.setAttribute("aria-pressed", String(choice.dataset.table === table.id));
    const wait = table.played ? "Ces répliques se découvrent dans la leçon, une à une." : "Les lignes arrivent…";
    lines = make("div", {}, make("p", { class: "ntc-dictionary-wait" }, wait));
    const summary = make("summary", {}, `Ce que disent les colonnes (${table.columns.length})`);
    const columns = make("details", {}, summary, explained(table));
    shown.replaceChildren(make("h3", { tabindex: "-1" }, table.label), columns, lines);
    if (!table.played) model.send({ open: table.id });
  }

  function hear(message) {
    // The reader may have chosen another table since.
    if (message.table?.id !== chosen) return;
    lines.replaceChildren();
    explore([message.table], lines, asking(model));
  }

  model.on("msg:custom", hear);
  return () => model.off("msg:custom", hear);
}

function explained({ columns }) {
  return reading({ heads: HEADS, rows: columns.map(({ label, nature, unit, target }) => [label, nature, unit, target]) });
}
