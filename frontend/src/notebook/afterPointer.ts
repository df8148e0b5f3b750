let down = false;

for (const [type, is] of [
  ["pointerdown", true],
  ["pointerup", false],
  ["pointercancel", false],
] as const) {
  document.addEventListener(
    type,
    () => {
      down = is;
    },
    true,
  );
}

/**
 * Acts at once, or, while a mouse button or finger is down, once the click that this may become has been told: what is
 * clicked on must not move away between its press and its release.
 */
export function afterPointer(act: () => void): void {
  if (down) {
    document.addEventListener("pointerup", () => setTimeout(act), { once: true });
  } else {
    act();
  }
}
