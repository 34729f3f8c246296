// What is kept from one page of the desk to the next: by the browser, or as long as the page where it refuses to.
const here = new Map();

export function remember(key, value) {
  here.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch {
    // It lasts as long as the page.
  }
}

export function remembered(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return here.get(key) ?? "";
  }
}
