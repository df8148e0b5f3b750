import { batch } from "@preact/signals-core";

/** Something that frames change faster than a page can show it. */
export interface Showable {
  /** Writes its signals. Called at most once an animation frame, together with all others that are due. */
  publish(): void;
  /** What was published last is on the screen. */
  painted(): void;
}

/** The page's animation frames: what changed is shown with the next one, however often it changed before. */
export class Screen {
  private due = new Set<Showable>();
  private published: readonly Showable[] = [];
  private requested = false;

  /** @param nextFrame calls back before the browser paints next, and not at all while the page is hidden */
  constructor(private readonly nextFrame: (callback: () => void) => void) {}

  show(what: Showable): void {
    this.due.add(what);
    this.request();
  }

  forget(what: Showable): void {
    this.due.delete(what);
  }

  private request(): void {
    if (!this.requested) {
      this.requested = true;
      this.nextFrame(() => this.frame());
    }
  }

  private frame(): void {
    this.requested = false;
    // What was published in the frame before has been painted since.
    const painted = this.published;
    this.published = [...this.due];
    this.due = new Set();
    for (const each of painted) {
      each.painted();
    }
    batch(() => {
      for (const each of this.published) {
        each.publish();
      }
    });
    if (this.published.length > 0) {
      this.request();
    }
  }
}
