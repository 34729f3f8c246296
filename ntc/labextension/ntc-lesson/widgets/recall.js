// What was noted earlier in the lesson, shown again as it stands now.
import { make } from "../page/dom.js";

export function render({ model, el }) {
  const box = make("section", { class: "ntc-recall", lang: "fr", "aria-label": "Ce que vous aviez noté" });
  const show = () => box.replaceChildren(...model.get("parts").map(part));
  model.on("change:parts", show);
  el.append(box);
  show();
  return () => model.off("change:parts", show);
}

function part({ label, rows }) {
  const lines = rows.map(([row, said]) => make("div", {}, make("dt", {}, row), make("dd", {}, said)));
  const noted = rows.length ? make("dl", {}, ...lines) : make("p", {}, "Vous n’aviez rien noté.");
  return make("div", {}, make("p", { class: "ntc-recall-label" }, label), noted);
}
