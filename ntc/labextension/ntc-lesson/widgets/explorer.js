// The explorer in a lesson. The tables come after the rest: they are asked for, and it opens when they are there.
import { asking } from "../explorer/away.js";
import { explore } from "../explorer/explore.js";
import { make } from "../page/dom.js";

export function render({ model, el }) {
  if (model.get("tables").length) {
    explore(model.get("tables"), el, asking(model));
    return;
  }
  const waiting = make("p", { class: "ntc-explorer ntc-x-waiting" }, "Les tableaux arrivent…");
  el.append(waiting);
  model.on("change:tables", () => {
    waiting.remove();
    explore(model.get("tables"), el, asking(model));
  });
  model.send("open");
}
