// A tour: its stops in a list to put in order, and the map beside it that follows.
import { make, say } from "../page/dom.js";
import { NBSP, number } from "../page/french.js";
import { ordering } from "../page/ordering.js";
import { route } from "../page/route.js";

export function render({ model, el }) {
  const { id: home, label: base } = model.get("home");
  const stops = model.get("stops");
  const title = model.get("title");
  const frame = make("iframe", { title: `Carte${NBSP}: ${title}`, srcdoc: model.get("map") });
  const map = route(frame);
  const total = make("p", { class: "ntc-tour-total", role: "status" });
  const order = ordering(stops, () => {
    model.set("order", order.read());
    model.save_changes();
  });

  function show() {
    const ids = model.get("order");
    // The buttons keep the focus: a list that already is in this order is left alone.
    if (order.read().join() !== ids.join()) order.write(ids);
    const path = [home, ...ids, home];
    map.show(path);
    say(total, length(path, model.get("legs")));
  }

  const way = (text) => make("p", { class: "ntc-tour-home" }, `${text}${NBSP}: ${base}`);
  el.append(
    make(
      "figure",
      { class: "ntc-tour", lang: "fr" },
      make("figcaption", {}, title),
      make(
        "div",
        { class: "ntc-tour-both" },
        make("div", { class: "ntc-tour-list" }, way("Départ"), order.list, way("Retour"), total, order.spoken),
        frame,
      ),
    ),
  );
  model.on("change:order", show);
  show();
  return () => {
    map.stop();
    model.off("change:order", show);
  };
}

/** « Distance : 164,0 km, conduite : 3 h 12 », from tenths of km and minutes of each leg. */
function length(path, legs) {
  let [tenths, minutes] = [0, 0];
  path.slice(1).forEach((id, index) => {
    const [km, time] = legs[path[index]][id];
    tenths += km;
    minutes += time;
  });
  const [hours, rest] = [Math.floor(minutes / 60), String(minutes % 60).padStart(2, "0")];
  return `Distance${NBSP}: ${number(tenths / 10, 1)}${NBSP}km, conduite${NBSP}: ${hours}${NBSP}h${NBSP}${rest}`;
}
