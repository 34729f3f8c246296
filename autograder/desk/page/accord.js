// Two markers side by side: how they agree, and where they do not, what the formateur decides.
import { button, make } from "../../lab/extensions/ntc-lesson/page/dom.js";
import { read, send } from "./api.js";
import { list, wide } from "./controls.js";

const TITLE = "Accord des deux corrections";
const NOTHING = "Personne n’a encore fait de seconde correction de cette activité.";
const ABOUT =
  "La note qui compte est la première, dans le carnet de notes. Là où la seconde en diffère, gardez l’une, l’autre, ou leur " +
  "moyenne : c’est vous qui décidez.";

/** The nodes of the page of an activity. */
export async function agreement(room, assignment) {
  const { exercises } = await read("agreement", { assignment });
  const there = exercises.filter((one) => one.rows.length);
  const again = () => agreement(room, assignment);
  const parts = there.flatMap((one) => [
    make("h3", {}, one.title),
    make("p", { class: "agreement" }, one.told),
    differences(one, again),
  ]);
  room.replaceChildren(make("h2", {}, TITLE), make("p", { class: "how" }, there.length ? ABOUT : NOTHING), ...parts);
}

function differences(exercise, again) {
  const rows = exercise.rows.filter((one) => one.first !== one.second);
  if (!rows.length) return make("p", {}, "Aucune différence.");
  const heads = ["Apprenant", "Ligne de la grille", "Première", "Seconde", "Remarques", "Décider"];
  return wide(
    exercise.title,
    heads,
    rows.map((one) => [one.name, one.text, ...one.told, remarks(one), choices(exercise, one, again)]),
  );
}

function remarks({ comment, remark }) {
  return list([comment && `Première : ${comment}`, remark && `Seconde : ${remark}`].filter(Boolean));
}

function choices(exercise, one, again) {
  const told = make("span", { role: "status" }, one.decided ? `Décidé : ${one.decided}. ` : "");
  const keep = async (points) => {
    const { key, said, line } = one;
    try {
      await send("agreement", { exercise: exercise.id, key, said, line, points });
      await again();
    } catch (error) {
      told.replaceChildren(error.message);
    }
  };
  const label = (text) => ({ "aria-label": `${text}, ${one.name}, ${one.text}` });
  const mean = Math.round((one.first + one.second) * 50) / 100;
  const both = [["Première", one.first], ["Seconde", one.second], ["Moyenne", mean]];
  const ways = one.first === null ? [["Seconde", one.second]] : both;
  return make("span", { class: "pages" }, ...ways.map(([text, points]) => button(text, () => keep(points), label(text))), told);
}
