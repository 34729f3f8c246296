// A chart: its table is there at once, its drawing is asked for when the reader comes near.
import { make, table } from "../page/dom.js";
import { NBSP } from "../page/french.js";

const NEAR = "1000px";

export function render({ model, el }) {
  const image = make("img", { alt: model.get("summary") });
  const waiting = make("p", { class: "ntc-chart-waiting" }, "Le graphique se dessine…");
  const drawn = make("div", { class: "ntc-chart-drawing" }, waiting);
  const title = model.get("title");
  const data = table({ caption: `Données${NBSP}: ${title}`, heads: model.get("heads"), rows: model.get("rows") });
  const figure = make(
    "figure",
    { class: "ntc-chart", lang: "fr" },
    make("figcaption", {}, title),
    make("div", { class: "ntc-chart-both" }, drawn, data),
  );
  const show = () => {
    if (!model.get("drawing")) return;
    image.src = model.get("drawing");
    drawn.replaceChildren(image);
  };
  const watcher = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watcher.disconnect();
      model.send("draw");
    },
    // The notebook scrolls inside the page: scrollMargin reaches into it, rootMargin serves any other page.
    { rootMargin: NEAR, scrollMargin: NEAR },
  );
  model.on("change:drawing", show);
  el.append(figure);
  show();
  if (!model.get("drawing")) watcher.observe(figure);
  return () => {
    watcher.disconnect();
    model.off("change:drawing", show);
  };
}
