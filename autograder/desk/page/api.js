// What the page asks the server: JSON, answered with a refusal in French when it is not done.

const base = document.body.dataset.base;
const LOST = "Le serveur ne répond plus : gardez ouverte la fenêtre où il a été lancé, puis rechargez la page.";
const CLOSED = "Votre session est fermée : rechargez la page.";

/** An address of this server. */
export function address(path) {
  return base + path.split("/").map(encodeURIComponent).join("/");
}

export class Refusal extends Error {}

export function read(name, query = {}) {
  return ask(name, query, {});
}

export function send(name, content) {
  return ask(name, {}, { method: "POST", body: JSON.stringify(content) });
}

/** Send a file, or a text, as it is. */
export function sendFile(name, content) {
  return ask(name, {}, { method: "POST", body: content });
}

/** Put a file on the desk: work for an activity; the class list for none, `agreed` saying that it may replace. */
export function deposit(file, assignment, agreed = "") {
  return ask("deposit", { assignment, name: file.name, agreed }, { method: "POST", body: file });
}

/** Ask whether a document was given out by this class: its file, or the code on it. */
export function verify({ file = null, code = "" }) {
  return ask("verify", { code }, { method: "POST", body: file ?? "" });
}

async function ask(name, query, options) {
  const url = `${base}bureau/api/${name}?${new URLSearchParams(query)}`;
  const headers = { "X-XSRFToken": cookie("_xsrf"), "Content-Type": "application/octet-stream" };
  let answer;
  try {
    answer = await fetch(url, { ...options, headers, cache: "no-store" });
  } catch {
    throw new Refusal(LOST);
  }
  if (answer.status === 403) throw new Refusal(CLOSED);
  if (answer.status === 413) throw new Refusal("Ce fichier est trop gros pour être déposé ici.");
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(told.refusal ?? `Le serveur n’a pas pu répondre (erreur ${answer.status}).`);
  return told;
}

function cookie(name) {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}
