// When a lesson was last saved, by what its fields say; and whether one of them cannot be.
import { hour } from "./french.js";

export class LastSaved {
  constructor() {
    this.at = "";
    this.failing = new Set();
  }

  // Fields that are placed again say when they were saved before: the last instant never goes back.
  hear({ field, state, at }) {
    if (at && Date.parse(at) >= (Date.parse(this.at) || 0)) this.at = at;
    this.failing[state === "error" ? "add" : "delete"](field);
  }

  words() {
    const failing = this.failing.size ? ["une réponse n’est pas encore enregistrée"] : [];
    return this.at ? [...failing, `dernier enregistrement ${hour(this.at)}`] : failing;
  }
}
