// A chart: its table is there at once, its drawing is asked for when the reader comes near.
import { make, table } from "../page/dom.js";
import { NBSP } from "../page/french.js";
import { near } from "../page/near.js";

export function render({ model, el }) {
  const image = make("img", { alt: model.get("summary") });
  const waiting = make("p", { class: "ntc-chart-waiting" }, "Le graphique se dessine…");
  const drawn = make("div", { class: "ntc-chart-drawing" }, waiting);
  const title = model.get("title");
  const data = table({ caption: `Données${NBSP}: ${title}`, heads: model.get("heads"), rows: model.get("rows") });
  setWords(data);
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
  model.on("change:drawing", show);
  el.append(figure);
  show();
  const giveUp = model.get("drawing") ? () => {} : near(figure, () => model.send("draw"));
  return () => {
    giveUp();
    model.off("change:drawing", show);
  };
}

/** A column of words, were a date or a number among them, is read from its left; figures stand under each other. */
function setWords(data) {
  const rows = [...data.rows];
  for (const rank of [...rows[0].cells].keys()) {
    const column = rows.map((row) => row.cells[rank]);
    const filled = column.slice(1).filter(({ textContent }) => /[\d\p{L}]/u.test(textContent));
    const words = filled.filter(({ textContent }) => /^[^\d]*\p{L}/u.test(textContent));
    if (2 * words.length >= filled.length) column.forEach((cell) => cell.classList.add("ntc-chart-words"));
  }
}
