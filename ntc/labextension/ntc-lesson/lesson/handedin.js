// How many answers were given since the last hand-in: what is not handed in again is lost. Python counts, here as at home.
import { button, hide } from "../page/dom.js";
import { counted, hour, moment, NBSP } from "../page/french.js";
import { follow } from "../page/reach.js";
import { HOME } from "../shell/pages.js";
import { ask } from "./asking.js";

const SOON = 300; // ms: several answers saved together are counted once

export class HandedIn {
  constructor(panel, app, heard) {
    this.panel = panel;
    this.app = app;
    this.heard = heard;
    this.since = { at: "", changed: 0 };
    this.node = button("Rendre de nouveau", () => this.again(), { class: "ntc-progress-resume", hidden: true });
  }

  // Each time the lesson comes into view: the home page may have made another receipt.
  watch(node, { learner, lesson }) {
    if (!learner || this.learner === learner) return;
    this.learner = learner;
    this.lesson = lesson;
    this.sight ??= new IntersectionObserver(([entry]) => entry.isIntersecting && this.look());
    this.sight.observe(node);
    this.look();
  }

  // An answer that is older than the hand-in is in it.
  hear({ at }) {
    if (!this.since.at || !(Date.parse(at) > Date.parse(this.since.at))) return;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.look(), SOON);
  }

  words() {
    const { at, changed } = this.since;
    hide(this.node, !changed);
    if (!changed) return [];
    const today = new Date(at).toDateString() === new Date().toDateString();
    const when = today ? `de${NBSP}${hour(at)}` : `du ${moment(at)}`;
    return [`${counted(changed, "réponse changée", "réponses changées")} depuis votre remise ${when}`];
  }

  // While the kernel is away what was known stays.
  async look() {
    const told = await ask(this.panel.sessionContext, `__import__("ntc.home.past").home.past.since("${this.lesson}")`);
    if (!told) return;
    this.since = JSON.parse(told.slice(1, -1)); // between the quotes of Python
    this.heard();
  }

  again() {
    const folder = this.panel.context.path.split("/").slice(0, -2);
    this.app.commands.execute("docmanager:open", { path: [...folder, HOME].join("/") });
    follow(() => document.querySelector(".ntc-home-since"));
  }
}
