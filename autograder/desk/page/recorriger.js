// « Recorriger : voir d’abord »: what today's keys would change, exercise by exercise; then applied, if asked.
import { button, make } from "../../lab/extensions/ntc-lesson/page/dom.js";
import { Refusal, send } from "./api.js";
import { asked, labelled, list, wide } from "./controls.js";

const ABOUT =
  "Un corrigé ou un jeu de données a été revu ? Toutes les réponses reçues sont relues comme on corrigerait aujourd’hui, " +
  "et vous voyez d’abord ce qui changerait, pour chacun et pourquoi. Rien n’est écrit avant que vous l’appliquiez.";

/** The section of the replay, with what the last dry run found. */
export function replayed(found, room) {
  const look = button("Recorriger : voir d’abord", () => room.follower.run("replay", ""), { id: "replay", class: found ? null : "main" });
  return make(
    "section",
    { class: "activity replay", "aria-labelledby": "replayed" },
    make("h3", { id: "replayed" }, "Recorriger toute la classe"),
    make("p", { class: "how" }, ABOUT),
    make("p", { class: "buttons" }, look),
    ...(found ? [list(found.told, { class: "told" }), ...exercises(found.changes)] : []),
    found?.changes.length ? agreement(found, room) : null,
  );
}

function exercises(changes) {
  const groups = new Map();
  for (const one of changes) {
    const title = `${one.lesson} : ${one.exercise}`;
    groups.set(title, [...(groups.get(title) ?? []), one]);
  }
  return [...groups].map(([title, ones], rank) =>
    make(
      "details",
      { id: `replay-${rank}`, open: groups.size < 4 },
      make("summary", {}, title, ` (${ones.length})`),
      wide(title, ["Apprenant", "Avant", "Après", "Pourquoi, question par question"], ones.map(row)),
    ),
  );
}

function row({ who, before, after, points, note, data, parts }) {
  const told = [data, note].filter(Boolean).map((text) => make("p", { class: "why" }, text));
  const reasons = parts.map((part) =>
    make(
      "div",
      { class: "reason" },
      make("b", {}, part.label),
      make("p", {}, "Réponse : ", make("q", {}, part.given || "—"), part.expected ? ` · attendu : ${part.expected}` : ""),
      make("p", {}, make("i", {}, "Avant : "), part.before),
      make("p", {}, make("i", {}, "Aujourd’hui : "), part.after),
    ),
  );
  return [who, before, make("span", {}, make("b", {}, after), ` ${points}`), make("div", {}, ...told, ...reasons)];
}

// Nobody's mark falls by a replay, unless the box of the class or of the learner says so.
function agreement({ changes }, room) {
  const lower = new Map(changes.filter(({ falls }) => falls).map(({ learner, who }) => [learner, who]));
  const boxes = [...lower].map(([learner, who]) => box(`fall-${learner}`, who, learner));
  const all = box("fall-all", "Toute la classe", "");
  const every = all.querySelector("input");
  every.addEventListener("change", () => boxes.forEach((one) => (one.querySelector("input").checked = every.checked)));
  const why = make("input", { id: "replay-why", type: "text", maxlength: 1000 });
  const apply = async () => {
    const fall = boxes.map((one) => one.querySelector("input")).filter((one) => one.checked).map((one) => one.value);
    try {
      await send("replay", { fall, who: room.who, why: why.value });
      await room.follower.watch();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      room.follower.refuse(error.message);
    }
  };
  const ask = "Les notes qui montent sont écrites dans le carnet ; celles qui baisseraient ne le sont que pour les personnes cochées. Appliquer ?";
  return make(
    "div",
    { class: "answer" },
    boxes.length ? make("fieldset", { class: "falls" }, make("legend", {}, "Laisser baisser une note, pour"), all, ...boxes) : null,
    labelled("Pourquoi cette recorrection (pour le journal)", why),
    make("p", { class: "buttons" }, button("Appliquer", () => asked("Appliquer", ask, apply), { class: "main", id: "replay-apply" })),
  );
}

function box(id, text, value) {
  return make("label", { class: "box" }, make("input", { type: "checkbox", id, value }), ` ${text}`);
}
