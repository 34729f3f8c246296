// Items, each with a list to choose what goes with it.
import { make } from "../page/dom.js";
import { selectInput } from "../page/inputs.js";

export const grouped = true;

export function control(spec, ids, changed) {
  const rows = spec.items.map(([item, label], rank) => {
    const id = `${ids.control}-${rank}`;
    const select = selectInput(spec.options, { id }, changed);
    return { item, select, node: make("div", { class: "ntc-pair" }, make("label", { for: id }, label), select.node) };
  });
  return {
    node: make("div", { class: "ntc-pairs" }, ...rows.map((row) => row.node)),
    read: () => Object.fromEntries(rows.map((row) => [row.item, row.select.read()]).filter(([, value]) => value)),
    write: (raw) => rows.forEach((row) => row.select.write(raw?.[row.item])),
  };
}
