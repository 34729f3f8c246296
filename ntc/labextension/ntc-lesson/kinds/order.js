// Options to put in order, each with a button to move it up and one to move it down.
import { button, make } from "../page/dom.js";
import { ordering } from "../page/ordering.js";

export const grouped = true;

export function control(spec, ids, changed) {
  const order = ordering(spec.options, () => {
    touch();
    changed(0);
  });
  const keep = button("Garder cet ordre", keepAsItIs, { class: "ntc-button" });
  let touched = false;

  function touch() {
    touched = true;
    keep.hidden = true;
  }
  function keepAsItIs() {
    touch();
    order.list.querySelector("button:enabled").focus();
    changed(0);
  }
  return {
    node: make("div", {}, order.list, keep, order.spoken),
    read: () => (touched ? order.read() : []),
    write: (raw) => {
      touched = Array.isArray(raw) && raw.length === spec.options.length;
      keep.hidden = touched;
      order.write(touched ? raw : spec.options.map(([key]) => key));
    },
  };
}
