// The lines of a quote: each article with its quantity and its discount, and what it comes to, which the kernel says.
import { button, heading, make, say } from "./dom.js";
import { NBSP } from "./french.js";
import { markEntry } from "./grid.js";
import { textInput } from "./inputs.js";

const ENTRIES = [
  ["qty", "Quantité", ""],
  ["off", "Remise négociée", "%"],
];
const NUMBER = { input: "number" };

/** The table of the articles `[id, label, price]` that are kept; `removed` is told when one goes. */
export function quoteLines(articles, id, changed, removed) {
  const rows = new Map(articles.map((article, rank) => [article[0], line(article, `${id}-${rank}`)]));
  const kept = new Set();
  const heads = ["Ligne", ...ENTRIES.map(([, head]) => head), "Net HT", ""].map(heading);
  const body = make("tbody");
  const none = make("p", { class: "ntc-help" }, "Aucune ligne encore.");
  const table = make("table", { class: "ntc-table ntc-quote-lines", "aria-label": "Lignes du devis" }, make("thead", {}, make("tr", {}, ...heads)), body);

  function line([key, label, price], row) {
    const cells = ENTRIES.map(([name, head, unit]) => {
      const said = make("span", { class: "ntc-cell-said", id: `${row}-${name}` });
      const labelled = { "aria-label": `${head}${NBSP}: ${label}`, "aria-describedby": said.id };
      const entry = textInput({ input: "number", unit }, labelled, changed);
      return { name, entry, said, node: make("td", { dataset: { head } }, entry.node, said) };
    });
    const net = make("span", {});
    const refused = make("strong", {});
    const remove = button("Retirer", () => drop(key), { class: "ntc-button", "aria-label": `Retirer${NBSP}: ${label}` });
    const named = make("th", { scope: "row" }, make("span", {}, label), make("span", { class: "ntc-help" }, `${key} · ${price}`));
    const worth = make("td", { dataset: { head: "Net HT" } }, net, " ", refused);
    return { cells, net, refused, node: make("tr", {}, named, ...cells.map(({ node }) => node), worth, make("td", {}, remove)) };
  }

  function drop(key) {
    kept.delete(key);
    lay();
    changed(0);
    removed();
  }

  // Rows that stay keep their place in the page, and whoever types in one keeps the cursor.
  function lay() {
    const there = [...rows].filter(([key]) => kept.has(key)).map(([, { node }]) => node);
    for (const node of [...body.children]) if (!there.includes(node)) node.remove();
    there.forEach((node, rank) => body.children[rank] === node || body.insertBefore(node, body.children[rank] ?? null));
    none.hidden = there.length > 0;
    table.hidden = there.length === 0;
  }

  return {
    node: make("div", { class: "ntc-scroll" }, none, table),
    /** Put an article in the quote, one of it, or go to its line. */
    take: (key) => {
      const { cells } = rows.get(key);
      const isNew = !kept.has(key);
      if (isNew) {
        kept.add(key);
        cells.forEach(({ entry }) => entry.write(""));
        cells[0].entry.write("1");
        lay();
        changed(0);
      }
      cells[0].entry.input.focus();
      cells[0].entry.input.select();
    },
    read: () => {
      const said = ({ cells }) => cells.map(({ name, entry }) => [name, entry.read()]).filter(([, text]) => text !== "");
      return Object.fromEntries([...rows].filter(([key]) => kept.has(key)).map(([key, row]) => [key, Object.fromEntries(said(row))]));
    },
    write: (lines) => {
      for (const [key, { cells }] of rows) {
        const given = lines?.[key];
        kept[given ? "add" : "delete"](key);
        for (const { name, entry } of cells) entry.write(given?.[name]);
      }
      lay();
    },
    mark: (told, typed, known) => {
      for (const key of kept) {
        const { cells, net, refused } = rows.get(key);
        for (const cell of cells) markEntry(cell, NUMBER, told[key]?.[cell.name], typed);
        const { echo = "", message = "" } = told[key]?.line ?? {};
        say(net, known ? echo : "…");
        say(refused, known ? message : "");
      }
    },
  };
}
