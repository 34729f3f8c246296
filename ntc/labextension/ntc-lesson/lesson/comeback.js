// A server that went away and came back: what the lesson ran on is asked for until it answers, then taken up or replaced.
import { pause } from "../page/pause.js";

const EVERY = 2000;
const GONE = 404;
const REFUSED = 403;

export class Comeback {
  constructor(kernel, request, refused) {
    this.kernel = kernel;
    this.request = request;
    this.refused = refused;
  }

  /** Wait until the lesson is alive again; called each time the connection is lost. */
  async wait() {
    if (this.waiting) {
      return;
    }
    this.waiting = true;
    while (this.kernel.state !== "ready") {
      await pause(EVERY);
      await this.attempt();
    }
    this.waiting = false;
  }

  async attempt() {
    const status = await this.request(`api/kernels/${this.kernel.id}`).then((answer) => answer.status, () => 0);
    if (this.kernel.state === "ready") {
      return;
    }
    if (status === GONE) {
      await this.kernel.revive().catch(() => {}); // away again: the next attempt asks once more
    } else if (status === REFUSED) {
      this.refused();
    } else if (status) {
      await this.kernel.reconnect();
    }
  }
}
