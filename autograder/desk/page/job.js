// The action that runs: its bar, what it says, how it ended; every tab follows the same one.
import { button, make, say } from "../../lab/extensions/ntc-lesson/page/dom.js";
import { deposit, read, send } from "./api.js";

const SOON = 400;
const LATER = 4000;
const SELDOM = 60000;
const SIGNS = { done: "Fait", refused: "Pas fait" };

export class Follower {
  #seen = "";
  #told = null;
  #when = 0;
  #timer = 0;
  #node;
  #ended;

  constructor(node, ended) {
    this.#node = node;
    this.#ended = ended;
  }

  /** Ask how far it is, now and from now on. */
  async watch() {
    clearTimeout(this.#timer);
    let running = false;
    try {
      const { job } = await read("job");
      running = job?.state === "running";
      if (job) this.#show(job);
      await this.#settle(job, running);
    } catch (error) {
      this.refuse(error.message);
    }
    this.#timer = setTimeout(() => this.watch(), running ? SOON : LATER);
  }

  /** Show the class anew once an action has ended, here or in another tab; else from time to time. */
  async #settle(job, running) {
    const mark = job ? `${job.number}-${job.state}` : "";
    if (running || (mark === this.#told && Date.now() - this.#when < SELDOM)) return;
    this.#told = mark;
    this.#when = Date.now();
    await this.#ended(mark);
  }

  async run(action, assignment, again = false) {
    try {
      await send("job", { action, assignment, again });
    } catch (error) {
      return this.refuse(error.message);
    }
    this.#node.scrollIntoView({ block: "nearest" });
    return this.watch();
  }

  /** Put files on the desk, one after the other, then take them in. */
  async take(files, assignment) {
    const contests = [];
    try {
      for (const file of files) {
        this.wait(`Dépôt de « ${file.name} »…`);
        const { contest } = await deposit(file, assignment);
        if (contest) contests.push(contest);
      }
    } catch (error) {
      return this.refuse(error.message);
    }
    if (contests.length === files.length) return this.tell(contests.join(" "));
    return this.run("collect", assignment);
  }

  wait(text) {
    this.#put("job", text);
  }

  /** Nothing more to say: what was begun was left. */
  clear() {
    this.#node.replaceChildren();
  }

  refuse(text) {
    this.#put("job refused", text);
  }

  /** Say that something is done, and show the class as it stands now. */
  tell(text) {
    this.#put("job done", text);
    return this.#ended();
  }

  #put(kind, text) {
    this.#node.replaceChildren(make("p", { class: kind }, text));
  }

  #show(job) {
    const drawn = JSON.stringify(job);
    if (drawn === this.#seen) return;
    const isNew = !this.#node.querySelector(`[data-number="${job.number}-${job.state}"]`);
    if (isNew) this.#node.replaceChildren(panel(job));
    this.#seen = drawn;
    fill(this.#node.firstElementChild, job);
  }
}

function panel(job) {
  const label = [job.label, job.title].filter(Boolean).join(" · ");
  const running = job.state === "running";
  return make(
    "div",
    { class: `job ${job.state}`, dataset: { number: `${job.number}-${job.state}` } },
    make("p", {}, make("b", {}, `${label} : `), make("span", { class: "job-told" })),
    running ? make("progress", { "aria-label": label }) : null,
    make("details", { open: job.state === "refused" }, make("summary", {}, "Ce qui a été dit"), make("ol", {})),
    running ? null : button("Fermer", (event) => event.target.closest(".job").remove(), { class: "plain" }),
  );
}

function fill(node, job) {
  const bar = node.querySelector("progress");
  if (bar && job.of) Object.assign(bar, { max: job.of, value: job.done });
  const last = job.lines.at(-1)?.text ?? "";
  const far = job.of ? `${job.done} sur ${job.of}. ` : "";
  const going = `${far}${last || `en cours depuis ${job.began}…`}`;
  const told = job.state === "running" ? going : `${SIGNS[job.state]}. ${job.told}`;
  say(node.querySelector(".job-told"), told);
  const lines = job.lines.map(({ text, look }) => make("li", { class: look ? "look" : null }, text));
  node.querySelector("ol").replaceChildren(...lines);
  node.querySelector("details").hidden = !lines.length;
}
