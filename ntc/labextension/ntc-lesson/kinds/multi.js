// Any number of options, each with a box to tick.
import { make } from "../page/dom.js";
import { optionInput } from "../page/inputs.js";

export const grouped = true;

export function control(spec, ids, changed) {
  const boxes = spec.options.map(([value, label], rank) =>
    optionInput("checkbox", { name: ids.control, rank, value, label }, () => changed(0)),
  );
  return {
    node: make("div", { class: "ntc-options ntc-columns" }, ...boxes.map((box) => box.node)),
    read: () => boxes.filter((box) => box.input.checked).map((box) => box.input.value),
    write: (raw) => {
      const kept = Array.isArray(raw) ? raw : [];
      for (const box of boxes) box.input.checked = kept.includes(box.input.value);
    },
  };
}
