// What this browser keeps from one day to the next; one that refuses to keeps nothing, and all else works.
export function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // asked again next time
  }
}

export function remembered(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}
