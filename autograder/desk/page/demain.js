// « Demain matin »: what the class got and missed, and what to take up again.
import { make, table } from "../../lab/extensions/ntc-lesson/page/dom.js";
import { read } from "./api.js";

/** The nodes of the page of an activity. */
export async function morning(assignment) {
  const told = await read("tomorrow", { assignment });
  const picture = `${document.body.dataset.base}bureau/api/picture?${new URLSearchParams({ assignment })}`;
  return [
    make("h2", {}, `Demain matin : ${told.title}`),
    make("p", { class: "how" }, told.people, " ", ...told.notes),
    ...told.parts.map(({ title, lines }) => make("section", { class: "activity" }, make("h3", {}, title), make("ul", {}, ...lines.map((line) => make("li", {}, line))))),
    told.questions.length ? results(told, picture) : make("p", {}, "Aucune copie n’est encore corrigée."),
  ];
}

function results({ heads, questions }, picture) {
  return make(
    "section",
    { class: "activity" },
    make("h3", {}, "Réussite par question"),
    make("img", { class: "picture", src: picture, alt: "Réussite par question : les mêmes nombres que dans le tableau qui suit." }),
    make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Réussite par question" }, table({ heads, rows: questions })),
  );
}
