// Style sheets of the course: each one is a link, put in the page once.
import { make } from "./dom.js";

const worn = new Map();

/** Where a sheet lies, for a document in a frame of its own. */
export function address(path) {
  return new URL(`../${path}`, import.meta.url).href;
}

/** Put a sheet in the page, named from the folder of the course's page code; resolves once it applies. */
export function wear(path) {
  const href = address(path);
  if (!worn.has(href)) {
    // A sheet that does not come leaves a plain page: it holds nobody up.
    const applied = new Promise((resolve) => {
      document.head.append(make("link", { rel: "stylesheet", href, on: { load: resolve, error: resolve } }));
    });
    worn.set(href, applied);
  }
  return worn.get(href);
}
