// The server as its page names it.
let told;
let way;

function settings() {
  told ??= JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
  return told;
}

/** Where its addresses begin. */
export function serverBase() {
  return settings().baseUrl ?? "/";
}

/** What lets an address in where the browser refuses the cookie that would: nothing anywhere else. */
export function pass() {
  const { token } = settings();
  way ??= token && !keepsCookies() ? `?token=${encodeURIComponent(token)}` : "";
  return way;
}

// Chromium says that it keeps them when it was told to refuse them.
function keepsCookies() {
  const name = "ntc-essai=1";
  document.cookie = `${name}; SameSite=Strict`;
  const kept = document.cookie.split("; ").includes(name);
  document.cookie = `${name}; SameSite=Strict; Max-Age=0`;
  return kept;
}
