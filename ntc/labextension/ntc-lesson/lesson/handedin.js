// How many answers were given since the last hand-in: what is not handed in again is lost.
import { button } from "../page/dom.js";
import { counted, hour, moment, NBSP } from "../page/french.js";
import { follow } from "../page/reach.js";
import { HOME } from "../shell/pages.js";

export class HandedIn {
  constructor(panel, app, heard) {
    this.panel = panel;
    this.app = app;
    this.heard = heard;
    this.answers = new Map();
    this.at = "";
    this.node = button("Rendre de nouveau", () => this.again(), { class: "ntc-progress-resume", hidden: true });
  }

  // Each time the lesson comes into view: the home page may have made another receipt.
  watch(node, learner) {
    if (!learner || this.learner === learner) return;
    this.learner = learner;
    this.sight ??= new IntersectionObserver(([entry]) => entry.isIntersecting && this.look());
    this.sight.observe(node);
    this.look();
  }

  hear({ field, at }) {
    this.answers.set(field, at);
  }

  words() {
    const since = Date.parse(this.at);
    const changed = [...this.answers.values()].filter((at) => Date.parse(at) > since).length;
    this.node.hidden = !changed;
    if (!changed) return [];
    const today = new Date(since).toDateString() === new Date().toDateString();
    const when = today ? `de${NBSP}${hour(this.at)}` : `du ${moment(this.at)}`;
    return [`${counted(changed, "réponse changée", "réponses changées")} depuis votre remise ${when}`];
  }

  async look() {
    try {
      this.at = await this.last();
    } catch {
      return; // the server is away: what was known stays
    }
    this.heard();
  }

  async last() {
    const [assignment, ...above] = this.panel.context.path.split("/").slice(0, -1).reverse();
    const { contents } = this.app.serviceManager;
    const folder = await contents.get(above.reverse().join("/"));
    const kept = folder.content.find(({ name }) => name === "remises");
    if (!kept) return "";
    const receipts = await import("./receipts.js");
    return receipts.default(contents, kept.path, `${this.learner}_${assignment}_`);
  }

  again() {
    const folder = this.panel.context.path.split("/").slice(0, -2);
    this.app.commands.execute("docmanager:open", { path: [...folder, HOME].join("/") });
    follow(() => document.querySelector(".ntc-home-since"));
  }
}
