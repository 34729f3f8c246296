// The explorer in a lesson. Its tables are asked for when the reader comes near, and it opens when they are there.
import { asking } from "../explorer/away.js";
import { explore } from "../explorer/explore.js";
import { make } from "../page/dom.js";
import { near } from "../page/near.js";

export function render({ model, el }) {
  if (model.get("tables").length) {
    explore(model.get("tables"), el, asking(model), model.get("lesson"));
    return undefined;
  }
  const waiting = make("p", { class: "ntc-explorer ntc-x-waiting" }, "Les tableaux arrivent…");
  el.append(waiting);
  const arrived = () => {
    waiting.remove();
    explore(model.get("tables"), el, asking(model), model.get("lesson"));
  };
  model.on("change:tables", arrived);
  const giveUp = near(waiting, () => model.send("open"));
  return () => {
    giveUp();
    model.off("change:tables", arrived);
  };
}
