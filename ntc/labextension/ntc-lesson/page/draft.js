// What is typed, kept in this tab while it is not on the disk.

/** The entry kept in this tab until the kernel has written it; `sent` is what the kernel may have written on the way. */
export function draftOf(key) {
  const quietly = (action) => {
    try {
      return action();
    } catch {
      return null; // storage full or forbidden: the field works without a draft
    }
  };
  return {
    read: () => quietly(() => JSON.parse(sessionStorage.getItem(key))),
    keep: (raw, base, more) => quietly(() => sessionStorage.setItem(key, JSON.stringify({ raw, base, ...more }))),
    drop: () => quietly(() => sessionStorage.removeItem(key)),
  };
}
