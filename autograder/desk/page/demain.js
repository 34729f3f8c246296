// « Demain matin »: what the class got and missed, and what to take up again.
import { make } from "../../lab/extensions/ntc-lesson/page/dom.js";
import { read } from "./api.js";
import { list, wide } from "./controls.js";

const RESULTS = "Réussite par question";

/** The nodes of the page of an activity. */
export async function morning(assignment) {
  const told = await read("tomorrow", { assignment });
  const picture = `${document.body.dataset.base}bureau/api/picture?${new URLSearchParams({ assignment })}`;
  return [
    make("h2", {}, `Demain matin : ${told.title}`),
    make("p", { class: "how" }, told.people, " ", ...told.notes),
    ...told.parts.map(({ title, lines }) => make("section", { class: "activity" }, make("h3", {}, title), list(lines))),
    ...(told.exercises.length ? results(told, picture) : [make("p", {}, "Aucune copie n’est encore corrigée.")]),
  ];
}

function results({ heads, exercises, picture }, src) {
  const alt = `${picture} : les mêmes nombres que dans les tableaux qui suivent.`;
  const section = { class: "activity" };
  const drawn = picture ? [make("section", section, make("h3", {}, picture), make("img", { class: "picture", src, alt }))] : [];
  const tables = exercises.map(({ title, rows }) =>
    make("details", {}, make("summary", {}, title), wide(`${RESULTS} : ${title}`, heads, rows)),
  );
  return [...drawn, make("section", section, make("h3", {}, RESULTS), ...tables)];
}
