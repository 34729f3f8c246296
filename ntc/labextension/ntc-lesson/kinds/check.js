// A grid to observe with: a level for each row, and a way to begin again.
import { button, heading, make } from "../page/dom.js";

export const grouped = true;

export function control(spec, ids, changed) {
  const heads = spec.options.map(([, label]) => heading(label));
  const rows = spec.items.map(([item, label], rank) => {
    const boxes = spec.options.map(([value, head]) =>
      make("input", { type: "radio", name: `${ids.control}-${rank}`, value, "aria-label": `${label}, ${head}`, on: { change: tell } }),
    );
    const cells = boxes.map((box) => make("td", {}, box));
    return { item, boxes, node: make("tr", {}, make("th", { scope: "row" }, label), ...cells) };
  });
  const table = make(
    "table",
    { class: "ntc-table ntc-check", "aria-labelledby": ids.label },
    make("thead", {}, make("tr", {}, make("td"), ...heads)),
    make("tbody", {}, ...rows.map((row) => row.node)),
  );
  const erase = button("Effacer mes cases", takeBack, { class: "ntc-button ntc-erase" });
  const chosen = (row) => row.boxes.find((box) => box.checked)?.value;
  const show = () => (erase.hidden = !rows.some(chosen));
  function tell() {
    show();
    changed(0);
  }
  function takeBack() {
    for (const row of rows) for (const box of row.boxes) box.checked = false;
    rows[0].boxes[0].focus();
    tell();
  }
  return {
    node: make("div", { class: "ntc-scroll" }, table, erase),
    read: () => Object.fromEntries(rows.filter(chosen).map((row) => [row.item, chosen(row)])),
    write: (raw) => {
      for (const row of rows) for (const box of row.boxes) box.checked = box.value === raw?.[row.item];
      show();
    },
  };
}
