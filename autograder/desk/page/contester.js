// « Contestations »: what learners say against a mark, the answers, the journal; and the whole class marked again.
import { button, make } from "../../lab/extensions/ntc-lesson/page/dom.js";
import { remember, remembered } from "./memory.js";
import { read, Refusal, send, sendFile } from "./api.js";
import { dropped, folded, labelled, picker, wide } from "./controls.js";
import { replayed } from "./recorriger.js";

const WHO = "ntc-bureau-qui";
const BELOW = "ligne à ligne, ci-dessous";
const TITLE = "Contestations et recorrection";

export class Contesting {
  constructor(follower) {
    this.follower = follower;
  }

  /** Show what stands now; what is being typed stays, but what `done` begins the name of. */
  async open(done = null, room = this.room) {
    this.room = room;
    const [told, { found }] = await Promise.all([read("contests"), read("replay")]);
    const opened = new Set([...room.querySelectorAll("details[open]")].map((one) => one.id));
    const typed = [...room.querySelectorAll("textarea, input[type=text]")].map(({ id, value }) => [id, value]);
    room.replaceChildren(
      make("h2", {}, TITLE),
      labelled("Votre nom, pour le journal", this.#name()),
      this.#arrivals(),
      ...told.contests.map((one) => this.#contest(one, told.variants)),
      replayed(found, this),
      folded("journal", `Journal des notes (${told.journal.length})`, told.journal, journal) ??
        make("p", { class: "how" }, "Journal des notes : rien n’y est encore écrit."),
    );
    for (const one of room.querySelectorAll("details")) one.open ||= opened.has(one.id);
    for (const [id, value] of typed) {
      const field = document.getElementById(id);
      if (field && !(done && id.startsWith(done))) field.value = value;
    }
  }

  /** An action has ended: what it found, or changed, is shown. */
  async ended(mark) {
    if (!mark || mark === this.mark) return;
    this.mark = mark;
    await this.open();
  }

  get who() {
    return document.getElementById("who")?.value.trim() ?? "";
  }

  /** Do something that changes marks or answers, say what came of it, and show what stands then. */
  async act(asked, done) {
    try {
      const { told } = await asked();
      if (told) await this.follower.tell(told);
      await this.open(done);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.follower.refuse(error.message);
    }
  }

  #name() {
    const keep = () => remember(WHO, name.value);
    const name = make("input", { id: "who", type: "text", maxlength: 80, autocomplete: "name", on: { input: keep } });
    name.value = remembered(WHO);
    return name;
  }

  #arrivals() {
    const take = (files) => this.act(async () => {
      let last = {};
      for (const file of files) last = await sendFile("contests", file);
      return last;
    }, "message");
    const message = make("textarea", { id: "message", rows: 5 });
    const paste = () => (message.value.trim() ? this.act(() => sendFile("contests", message.value), "message") : message.focus());
    const node = make(
      "section",
      { class: "activity", "aria-labelledby": "arrivals" },
      make("h3", { id: "arrivals" }, "Recevoir une contestation"),
      make("p", { class: "how" }, "Celles qui viennent avec une remise arrivent d’elles-mêmes quand vous relevez."),
      picker({ id: "contest", label: "Déposer le fichier d’une contestation…", accept: ".json,.txt", multiple: true }, take),
      make("details", { id: "paste" }, make("summary", {}, "Coller le message reçu"), labelled("Message", message), button("Prendre ce message", paste)),
    );
    dropped(node, take);
    return node;
  }

  #contest(one, variants) {
    const heads = ["Question", "Réponse donnée", "Ce qui est noté, et pourquoi", "Réponse attendue"];
    const about = [one.exercise, one.question].filter(Boolean).join(" : ");
    const whose = `${about}, ${one.name}, ${one.came}`;
    const content = [
      make("p", {}, make("b", {}, one.lesson)),
      make("p", { class: "how" }, `${one.came} · jeu de données ${one.data || "inconnu"}`),
      one.doubt ? make("p", { class: "fault" }, one.doubt) : null,
      make("blockquote", { class: "written" }, one.words),
      ...one.texts.flatMap(({ heading, text }) => [make("h4", {}, heading), make("p", { class: "written" }, text)]),
      one.parts.length ? wide(`Ce qui est noté : ${whose}`, heads, one.parts.map(row)) : null,
      ...one.parts.filter(({ pairs }) => pairs.length).flatMap((part) => lineByLine(part, whose)),
      ...one.cells.map(({ label, told }) => make("p", {}, label ? `${label} : ` : "Note : ", make("b", {}, told))),
      one.reply ? make("p", { class: "answered" }, make("b", {}, `${one.reply.told} `), one.reply.why) : null,
      this.#answer(one),
      this.#data(one, variants),
    ];
    return make(
      "details",
      { id: `contest-${one.key}`, class: "activity contest", open: !one.reply },
      make("summary", {}, make("b", {}, one.name), ` · ${about} `, state(one)),
      ...content,
    );
  }

  #answer(one) {
    const id = `answer-${one.key}`;
    const why = make("textarea", { id: `${id}-why`, rows: 3, maxlength: 4000 });
    const points = make("input", { id: `${id}-points`, type: "text", inputmode: "decimal", size: 5 });
    const names = one.cells.map(({ cell, label }) => make("option", { value: cell }, label || "L’exercice"));
    const cell = make("select", { id: `${id}-cell` }, ...names);
    const give = (more) => this.act(() => send("reply", { key: one.key, why: why.value, who: this.who, ...more }), id);
    const mark = () => {
      const value = Number(points.value.trim().replace(",", "."));
      return points.value.trim() && Number.isFinite(value) ? give({ kept: false, points: value, cell: cell.value }) : points.focus();
    };
    return make(
      "div",
      { class: "answer" },
      labelled(one.reply ? "Répondre de nouveau : pourquoi (l’apprenant le lira)" : "Votre réponse : pourquoi (l’apprenant la lira)", why),
      make(
        "p",
        { class: "buttons" },
        button("Garder la note", () => give({ kept: true })),
        button("Changée par une recorrection", () => give({ kept: false })),
      ),
      one.cells.length
        ? make(
            "p",
            { class: "picker" },
            one.cells.length > 1 ? [make("label", { for: cell.id }, "Ligne"), cell] : null,
            make("label", { for: points.id }, "Donner à la main, en points"),
            points,
            button("Changer la note", mark),
          )
        : null,
    );
  }

  // The data of a learner are in the class list: another variant changes marks by a replay only.
  #data(one, variants) {
    const id = `data-${one.key}`;
    const choose = make("select", { id }, ...variants.map((each) => make("option", { value: each, selected: each === one.own }, each)));
    const why = make("input", { id: `${id}-why`, type: "text", maxlength: 1000 });
    const give = () => this.act(() => send("reply", { learner: one.learner, variant: choose.value, who: this.who, why: why.value }), id);
    return make(
      "details",
      { id: `details-${id}` },
      make("summary", {}, `Jeu de données (${one.own} dans la liste de la classe)`),
      make("p", { class: "picker" }, make("label", { for: id }, "Donner le jeu"), choose, make("label", { for: why.id }, "parce que"), why, button("Changer le jeu", give)),
    );
  }
}

function row({ label, contested, given, said, expected, pairs }) {
  const answers = pairs.length ? [BELOW, BELOW] : [given, expected];
  return [contested ? make("b", {}, `${label} (contestée)`) : label, answers[0], said, answers[1]];
}

function lineByLine({ label, pairs }, whose) {
  const title = `${label} : ligne à ligne`;
  return [make("h4", {}, title), wide(`${title}, ${whose}`, ["Élément", "Réponse donnée", "Réponse attendue"], pairs)];
}

function state(one) {
  const words = one.reply ? "répondue" : one.doubt ? "douteuse, à répondre" : "à répondre";
  return make("span", { class: "state", dataset: { state: one.reply ? "back" : "to-mark" } }, words);
}

function journal(lines) {
  return wide("Journal des notes", ["Quand", "Qui", "Apprenant", "Quoi", "Pourquoi"], lines);
}
