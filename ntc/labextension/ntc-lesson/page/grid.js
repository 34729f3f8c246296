// A grid to fill in: rows with a label, and a cell to enter something in under each head. A row may be kept or not.
import { heading, make, put, say } from "./dom.js";
import { NBSP } from "./french.js";
import { cellInput, optionInput } from "./inputs.js";
import { moving } from "./moving.js";

const LONG = 16; // letters that a list shows of a choice, about

/** The control of a field made of rows; when they are `kept`, each row has a box, and counts once it is ticked. */
export function grid(spec, ids, changed, { kept = false } = {}) {
  const heads = spec.columns.map(([, label]) => heading(label));
  const rows = spec.rows.map((row, rank) => gridRow(spec, row, `${ids.control}-r${rank}`, kept, changed));
  const node = make(
    "table",
    { class: "ntc-table", "aria-labelledby": ids.label, "aria-describedby": ids.described },
    make("thead", {}, make("tr", {}, make("td"), ...heads)),
    make("tbody", {}, ...rows.map((row) => row.node)),
  );
  moving(node, rows, changed);
  return {
    node: make("div", { class: "ntc-scroll" }, node),
    typed: "cells",
    read: () => Object.fromEntries(rows.map((row) => [row.id, row.read()]).filter(([, line]) => line)),
    write: (raw) => rows.forEach((row) => row.write(raw?.[row.id])),
    mark: (cells, typed) => rows.forEach((row) => row.mark(cells[row.id] ?? {}, typed)),
  };
}

function gridRow(spec, row, id, isKept, changed) {
  const entries = spec.columns.map(([name, head], column) => {
    const said = make("span", { class: "ntc-cell-said", id: `${id}-s${column}` });
    const labelled = {
      "aria-label": `${row.label}, ${head}`,
      "aria-describedby": `${id}-help ${said.id}`,
    };
    const entry = cellInput(row.cells[name], labelled, changed);
    return { name, entry, said, node: make("td", { dataset: { head } }, entry.node, said) };
  });
  const box = isKept ? optionInput("checkbox", { name: id, rank: "keep", value: row.id, label: row.label }, () => tick(true)) : null;
  const label = box ? box.node : make("span", {}, row.label);
  // A line breaks between two facts, never inside one.
  const facts = (row.facts ?? []).map((fact) => make("span", { class: "ntc-fact" }, fact));
  const node = make(
    "tr",
    {},
    make("th", { scope: "row" }, label, make("span", { class: "ntc-help", id: `${id}-help` }, row.help, ...facts)),
    ...entries.map((cell) => cell.node),
  );
  const tick = (byHand) => {
    if (box) entries.forEach((cell) => (cell.entry.input.disabled = !box.input.checked));
    if (box) node.classList.toggle("ntc-kept", box.input.checked);
    if (byHand) changed(0);
  };
  return {
    id: row.id,
    node,
    entries: entries.map((cell) => cell.entry),
    keep: () => {
      if (box) box.input.checked = true;
      tick(false);
    },
    read: () => {
      if (box && !box.input.checked) return null;
      const line = entries.map((cell) => [cell.name, cell.entry.read()]).filter(([, value]) => value !== "");
      return box || line.length ? Object.fromEntries(line) : null;
    },
    write: (line) => {
      if (box) box.input.checked = Boolean(line);
      entries.forEach((cell) => cell.entry.write(line?.[cell.name]));
      tick(false);
    },
    mark: (line, typed) => entries.forEach((cell) => markEntry(cell, row.cells[cell.name], line[cell.name], typed)),
  };
}

const NOTHING = { state: "blank", echo: "", message: "" };

/** What is said of a cell; of the one that is being typed in, no refusal before it is left, unless it stood already. */
function judged({ entry }, said = NOTHING, typed) {
  const early = entry.input === typed && said.state === "unreadable" && entry.input.ariaInvalid !== "true";
  return early ? NOTHING : said;
}

/** Say under what is entered how it is understood, or why it is not. */
export function markEntry(cell, { input }, told, typed) {
  const { entry, said } = cell;
  const { state, echo, message } = judged(cell, told, typed);
  const understood = input === "choice" ? whole(echo) : echo && `compris${NBSP}: ${echo}`;
  say(said, [understood, message].filter(Boolean).join(" · "));
  put(said, "data-state", state);
  put(entry.input, "aria-invalid", state === "unreadable");
}

/** A choice that its list may show cut short, to be written out under it. */
function whole(label) {
  return label.length > LONG ? label : "";
}
