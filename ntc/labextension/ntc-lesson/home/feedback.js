// What the instructor sent back, and the ways for it to come here.
import { button, make } from "../page/dom.js";
import { withMoments } from "../page/french.js";
import { contest } from "./contest.js";
import { openFile } from "./links.js";

export function feedback(page, { id, assignment, feedback: pages }, open, said) {
  const input = make("input", {
    type: "file",
    id: `ntc-home-file-${id}`,
    accept: ".html,.htm",
    on: { change: (event) => page.addFeedback(assignment, event.target.files[0]) },
  });
  const contesting = ({ path, title }) =>
    button("Contester une note", () => page.send({ action: "contest", assignment, path }), { "aria-label": `Contester une note, ${title}` });
  const items = pages.map((one) =>
    make("li", {}, openFile(one.path, one.title), ` ${withMoments(one.date)} `, one.contest ? contesting(one) : null),
  );
  return make(
    "div",
    { class: "ntc-home-list ntc-home-feedback" },
    make("h3", {}, "Retours de votre formateur"),
    items.length ? make("ul", {}, ...items) : make("p", {}, "Aucun retour pour l’instant."),
    make(
      "div",
      { class: "ntc-home-buttons" },
      button("Chercher mes retours", () => page.send({ action: "fetch", assignment }), { id: `ntc-home-fetch-${id}` }),
      make(
        "span",
        { class: "ntc-home-file" },
        input,
        make("label", { for: input.id }, "Ranger un retour reçu (fichier .html)"),
      ),
    ),
    contest(page, assignment, open),
    said,
  );
}
