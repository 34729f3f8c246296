// Whether the answers can be saved: what the learner's page needs to know of the kernel, in a few words.
//
// starting    the first time: nothing to say yet
// ready       fields are alive
// lost        the page cannot reach it (network, server): it may well come back as it was
// restarting  it died and is being started again: whatever it knew is gone
// dead        it will not come back by itself
import { timeZone } from "../page/french.js";
import { pause } from "../page/pause.js";

// What every lesson needs is imported from the installation, never from a file that lies beside the lesson.
const PREPARE = "import sys\nsys.path[:] = [place for place in sys.path if place]\nimport ntc.clock, ntc.lesson";

// The kernel of a lesson starts while JupyterLab itself is still being drawn: on a slow PC each takes seconds.
// JupyterLab finds the session by its path; should it have started another one meanwhile, ours goes.
export class EarlyKernels {
  constructor({ services, coreutils }, settings) {
    this.settings = settings;
    this.request = (path, options) =>
      services.ServerConnection.makeRequest(coreutils.URLExt.join(settings.baseUrl, path), options, settings);
    this.started = new Map();
  }

  start(path) {
    const session = { path, name: path.split("/").pop(), type: "notebook", kernel: { name: "python3" } };
    const answer = this.request("api/sessions", { method: "POST", body: JSON.stringify(session) });
    this.started.set(
      path,
      answer.then((response) => response.json()).catch(() => null),
    );
  }

  // JupyterLab connects once it has drawn the notebook; this much earlier when the kernel is there.
  async connect(path, session) {
    const early = await this.started.get(path);
    if (early?.id) {
      session.kernelPreference = { ...session.kernelPreference, name: early.kernel.name };
      await session.initialize();
    }
  }

  async settle(path, used) {
    const early = await this.started.get(path);
    this.started.delete(path);
    if (early?.id && early.id !== used.id) {
      await this.request(`api/sessions/${early.id}`, { method: "DELETE" });
    }
  }
}

// Sent before the cells, it is done before them. The hours told are the learner's, wherever the kernel runs.
export function prepare(session) {
  const code = `${PREPARE}\nntc.clock.follow(${JSON.stringify(timeZone())})`;
  session.session.kernel.requestExecute({ code, silent: true, store_history: false });
}

const PATIENCE = 3000;

const GONE = new Set(["dead", "terminating"]);
const RESTARTING = new Set(["restarting", "autorestarting", "starting"]);

export class KernelWatch {
  constructor(session, onChange) {
    this.session = session;
    this.onChange = onChange;
    this.state = "starting";
    // A fresh kernel knows nothing of the lesson yet: it has to run again before fields come alive.
    this.isFresh = false;
    this.id = null;
    const look = () => this.look();
    session.statusChanged.connect(look);
    session.connectionStatusChanged.connect(look);
    session.kernelChanged.connect(look);
  }

  read() {
    const kernel = this.session.session?.kernel;
    if (!kernel || GONE.has(kernel.status)) {
      return "dead";
    }
    if (RESTARTING.has(kernel.status)) {
      return "restarting";
    }
    return kernel.connectionStatus === "connected" && kernel.status !== "unknown" ? "ready" : "lost";
  }

  async look() {
    const before = this.state;
    const state = this.read();
    if (state === before || (before === "starting" && (state === "lost" || state === "restarting"))) {
      return;
    }
    this.state = state;
    this.id = this.session.session?.kernel?.id ?? this.id;
    const change = (this.change = {});
    let isFresh = state === "dead" || state === "restarting";
    if (state === "ready" && before === "lost") {
      isFresh = !(await this.remembers());
    }
    // Another change may have come meanwhile: it has the last word.
    if (change === this.change) {
      this.isFresh ||= isFresh;
      await this.onChange(state);
    }
  }

  // After a lost connection: the kernel may have been started again meanwhile without our hearing of it. One that
  // does not answer counts as new: to run the lesson once more does no harm.
  async remembers() {
    const request = { code: "", silent: true, user_expressions: { ran: "len(In) > 1" } };
    const answer = this.session.session.kernel.requestExecute(request).done;
    const reply = await Promise.race([answer, pause(PATIENCE)]).catch(() => null);
    return reply?.content.user_expressions?.ran?.data?.["text/plain"] === "True";
  }

  // JupyterLab tries for a while only.
  async reconnect() {
    const kernel = this.session.session?.kernel;
    if (kernel?.connectionStatus === "disconnected") {
      await kernel.reconnect().catch(() => {});
    }
  }

  // A kernel that died on the server takes its session with it: a new one is started in its place.
  async revive() {
    this.isFresh = true;
    if (this.session.session) {
      await this.session.shutdown().catch(() => {}); // a server that was started again knows nothing of it
    }
    await this.session.startKernel();
  }
}
