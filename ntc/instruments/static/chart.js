// A chart: its table is there at once, its drawing is asked for when the reader comes near.

const NEAR = "1000px";

export default { render };

function render({ model, el }) {
  const image = make("img", { alt: model.get("summary") });
  const waiting = make("p", { class: "ntc-chart-waiting" }, "Le graphique se dessine…");
  const drawn = make("div", { class: "ntc-chart-drawing" }, waiting);
  const figure = make(
    "figure",
    { class: "ntc-chart", lang: "fr" },
    make("figcaption", {}, model.get("title")),
    make("div", { class: "ntc-chart-both" }, drawn, table(model.get("title"), model.get("heads"), model.get("rows"))),
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

function table(title, heads, rows) {
  const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)));
  const lines = rows.map(([name, ...cells]) =>
    make("tr", {}, make("th", { scope: "row" }, name), ...cells.map((text) => make("td", {}, text))),
  );
  return make(
    "table",
    {},
    make("caption", {}, `Données\u00a0: ${title}`),
    make("thead", {}, head),
    make("tbody", {}, ...lines),
  );
}

function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, text] of Object.entries(attributes)) node.setAttribute(name, text);
  node.append(...children);
  return node;
}
