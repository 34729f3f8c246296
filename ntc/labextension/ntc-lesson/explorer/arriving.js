// The table of a field that is answered in one: it comes when the reader is near.
import { make } from "../page/dom.js";
import { near } from "../page/near.js";
import { asking } from "./away.js";
import { explore } from "./explore.js";

/** Open under `place` the table that the kernel gives, with `picking` before each line; returns what gives up waiting. */
export function arriving(model, place, lesson, picking) {
  place.append(make("p", { class: "ntc-explorer ntc-x-waiting" }, "Le tableau arrive…"));
  const arrived = ({ table }) => {
    if (!table) return;
    model.off("msg:custom", arrived);
    place.replaceChildren();
    explore([table], place, asking(model), lesson, picking);
  };
  model.on("msg:custom", arrived);
  const giveUp = near(place, () => model.send({ open: true }));
  return () => {
    giveUp();
    model.off("msg:custom", arrived);
  };
}
