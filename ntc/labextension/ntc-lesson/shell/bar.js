// The bar above every page: home, the company and the words of the trade, one click away from anywhere.
import { PAGES } from "./pages.js";

export class Bar {
  constructor(node, way) {
    this.links = new Map(PAGES.map(([path, words]) => [path, way.link(path, words)]));
    node.append(...this.links.values());
    way.changed.connect((_, path) => this.mark(path));
  }

  mark(current) {
    for (const [path, link] of this.links) {
      if (path === current) {
        link.setAttribute("aria-current", "page");
      } else {
        link.removeAttribute("aria-current");
      }
    }
  }
}
