// One option out of several, and a way to take the choice back.
import { button, make } from "../page/dom.js";
import { optionInput } from "../page/inputs.js";

export const grouped = true;

export function control(spec, ids, changed) {
  const boxes = spec.options.map(([value, label], rank) =>
    optionInput("radio", { name: ids.control, rank, value, label }, () => changed(0)),
  );
  const chosen = () => boxes.find((box) => box.input.checked);
  const erase = button("Effacer mon choix", takeBack, { class: "ntc-button ntc-erase" });
  const show = () => (erase.hidden = !chosen());
  function takeBack() {
    const box = chosen();
    box.input.checked = false;
    box.input.focus();
    show();
    changed(0);
  }
  return {
    node: make("div", { class: "ntc-options", on: { change: show } }, ...boxes.map((box) => box.node), erase),
    read: () => chosen()?.input.value ?? "",
    write: (raw) => {
      for (const box of boxes) box.input.checked = box.input.value === raw;
      show();
    },
  };
}
