// Where one is: the address names the page in view, Back and Forward go through those that were, and what leads
// nowhere leads home.
import { make } from "../page/dom.js";
import { pause } from "../page/pause.js";
import { pass } from "../page/server.js";
import { endPage } from "./ending.js";
import { HOME } from "./pages.js";

const COURSE = "Négociateur technico-commercial";
const HEADING = /^# (.+)$/m;
const PAGE = /\/lab\/tree\/(.+\.ipynb)$/;
const EVERY = 200; // ms between two tries to give a page the keyboard

export class Way {
  constructor(app, shell, { coreutils, signaling }) {
    this.app = app;
    this.shell = shell;
    this.base = coreutils.PageConfig.getBaseUrl();
    this.changed = new signaling.Signal(this);
  }

  start() {
    this.shell.currentChanged.connect(() => this.follow());
    window.addEventListener("popstate", () => this.go(this.addressed()));
    this.go(this.addressed());
  }

  addressOf(path) {
    return `${this.base}lab/tree/${path.split("/").map(encodeURIComponent).join("/")}${pass()}`;
  }

  /** A link to a page of the course: in this window, or in another tab for who asks. */
  link(path, words) {
    const open = (event) => {
      if (!(event.metaKey || event.ctrlKey || event.shiftKey)) {
        event.preventDefault();
        this.go(path);
      }
    };
    return make("a", { href: this.addressOf(path), on: { click: open } }, words);
  }

  addressed() {
    const [, path] = decodeURIComponent(window.location.pathname).match(PAGE) ?? [];
    return path ?? HOME;
  }

  /** Show a page: as it was left if it is open already. */
  async go(path) {
    if (this.panelOf(path)) {
      await this.bringForward(path);
    } else if (path === HOME || (await this.isThere(path))) {
      await this.app.commands.execute("docmanager:open", { path });
      await this.bringForward(path);
    } else {
      window.history.replaceState(null, "", this.addressOf(HOME));
      await this.go(HOME);
    }
  }

  panelOf(path) {
    return [...this.shell.widgets("main")].find((panel) => panel.context?.path === path);
  }

  // JupyterLab knows the page in view by the keyboard's focus: one that was shown before it could take it would stay
  // in view unknown, without its title and its steps.
  async bringForward(path) {
    const turn = (this.turn = {});
    while (turn === this.turn && this.shell.currentWidget?.context?.path !== path && this.panelOf(path)) {
      this.shell.activateById(this.panelOf(path).id);
      await pause(EVERY);
    }
  }

  async isThere(path) {
    const found = this.app.serviceManager.contents.get(path, { content: false });
    return found.then(() => true).catch(() => false);
  }

  follow() {
    const path = this.shell.currentWidget?.context?.path;
    if (!path) {
      return;
    }
    this.entitle(this.shell.currentWidget);
    endPage(this.shell.currentWidget, this);
    if (path !== this.addressed() || !PAGE.test(decodeURIComponent(window.location.pathname))) {
      window.history.pushState(null, "", this.addressOf(path));
    } else if (pass()) {
      window.history.replaceState(null, "", this.addressOf(path)); // JupyterLab takes out what let it in
    }
    this.changed.emit(path);
  }

  // A page bears the title that it shows, never the name of its file. (JupyterLab renames the file with its own label.)
  async entitle(panel) {
    await panel.context.ready;
    const text = [...panel.content.model.cells].map((cell) => cell.sharedModel.getSource()).join("\n");
    const [, title] = text.match(HEADING) ?? [];
    if (panel === this.shell.currentWidget) {
      document.title = [title, COURSE].filter(Boolean).join(" · ");
    }
  }
}
