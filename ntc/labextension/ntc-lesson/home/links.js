// Where what the home page names lies on the server: links work in another tab, and without the course's extension too.
import { make } from "../page/dom.js";
import { pass, serverBase } from "../page/server.js";

function folder() {
  const found = decodeURIComponent(window.location.pathname).match(/\/tree\/(.*\/)?[^/]*\.ipynb$/);
  return found?.[1] ?? "";
}

/** The address of a path that is named from the folder of this page. */
export function address(kind, path) {
  const escaped = (folder() + path).split("/").map(encodeURIComponent).join("/");
  return `${serverBase()}${kind}/${escaped}${pass()}`;
}

/** A link that opens a file in another tab. */
export function openFile(path, text, style) {
  return make("a", { href: address("files", path), class: style, target: "_blank", rel: "noopener" }, text);
}

/** A link that downloads a file. */
export function downloadFile(path, text, style) {
  return make("a", { href: address("files", path), class: style, download: path.split("/").pop() }, text);
}
