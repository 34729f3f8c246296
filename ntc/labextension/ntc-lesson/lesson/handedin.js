// What was handed in last, and how many answers were given since: a correction that is not handed in again is lost.
import { button } from "../page/dom.js";
import { counted, hour, moment, NBSP } from "../page/french.js";
import { follow } from "../page/reach.js";
import { HOME } from "../shell/pages.js";

const FOLDER = "remises";
const CHANGED = '.ntc-home-since[data-changed="true"]';

export class HandedIn {
  constructor(panel, app, heard) {
    this.panel = panel;
    this.app = app;
    this.heard = heard;
    this.answers = new Map();
    this.at = "";
    this.node = button("Rendre de nouveau", () => this.again(), { class: "ntc-progress-resume", hidden: true });
  }

  /** Look at the receipts each time the lesson comes into view: the home page may have made another. */
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

  /** « 2 réponses changées depuis votre remise de 12:31 »; nothing while the last hand-in is the work. */
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
    const folder = above.reverse().join("/");
    const { contents } = this.app.serviceManager;
    const entries = async (path) => (await contents.get(path)).content;
    if (!(await entries(folder)).some(({ name }) => name === FOLDER)) return "";
    const mine = `${this.learner}_${assignment}_`;
    const receipts = (await entries([...(folder ? [folder] : []), FOLDER].join("/")))
      .filter(({ name }) => name.startsWith(mine) && name.endsWith(".json"))
      .sort((one, other) => Date.parse(one.last_modified) - Date.parse(other.last_modified));
    if (!receipts.length) return "";
    const { content } = await contents.get(receipts.at(-1).path, { content: true, format: "text", type: "file" });
    return JSON.parse(content).handed_in;
  }

  again() {
    const folder = this.panel.context.path.split("/").slice(0, -2);
    this.app.commands.execute("docmanager:open", { path: [...folder, HOME].join("/") });
    follow(() => document.querySelector(CHANGED));
  }
}
