const LEAVE_MILLIS = 10_000;

/** Whether somebody may be looking at the tab: no once it has been hidden for ten seconds, yes as soon as it is shown. */
export class Attention {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private awake = true;

  constructor(
    private readonly page: Pick<Document, "visibilityState" | "addEventListener">,
    private readonly changed: (awake: boolean) => void,
  ) {
    page.addEventListener("visibilitychange", () => this.look());
    this.look();
  }

  get isAwake(): boolean {
    return this.awake;
  }

  private look(): void {
    clearTimeout(this.timer);
    if (this.page.visibilityState === "visible") {
      this.set(true);
    } else {
      this.timer = setTimeout(() => this.set(false), LEAVE_MILLIS);
    }
  }

  private set(awake: boolean): void {
    if (this.awake !== awake) {
      this.awake = awake;
      this.changed(awake);
    }
  }
}
