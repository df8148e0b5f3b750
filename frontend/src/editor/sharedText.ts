import { collab, getSyncedVersion, receiveUpdates, sendableUpdates } from "@codemirror/collab";
import { ChangeSet, type Extension, Text } from "@codemirror/state";
import { type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import type { OpenNotebook, TextListener } from "../store/openNotebook";
import type { TextUpdate } from "../wire/types";

const PUSH_DELAY_MILLIS = 120;
const STALE_PAUSE_MILLIS = 50;
const FLUSH_MILLIS = 5_000;
const MOST_UPDATES = 100;

/** A name of this tab among all that edit: no two tabs share one. */
export const clientId = `tab-${crypto.randomUUID()}`;

/**
 * Keeps the text of an editor the same as that of the cell on the server: sends own changes with the version that they are
 * based on, takes in those of others, and rebases the own ones over them. Nobody's words are lost.
 */
export function sharedText(notebook: OpenNotebook, cell: string, version: number): Extension {
  const plugin = ViewPlugin.fromClass(
    class implements TextListener {
      private current: Promise<boolean> | null = null;
      private timer: ReturnType<typeof setTimeout> | undefined;
      private readonly stop: () => void;
      /** The text at the version that this editor and the server last agreed on. */
      private agreed: Text;

      constructor(private readonly view: EditorView) {
        this.agreed = view.state.doc;
        this.stop = notebook.listenToText(cell, this);
        // What came between the document that this editor began with and now.
        queueMicrotask(() => notebook.fetchText(cell, getSyncedVersion(this.view.state)));
      }

      update(update: ViewUpdate): void {
        if (update.docChanged) {
          this.schedule(PUSH_DELAY_MILLIS);
        }
      }

      private schedule(delay: number): void {
        const unsent = sendableUpdates(this.view.state).length > 0;
        queueMicrotask(() => notebook.setUnsaved(cell, unsent));
        clearTimeout(this.timer);
        if (unsent) {
          this.timer = setTimeout(() => void this.push(), delay);
        }
      }

      async flush(): Promise<void> {
        const until = Date.now() + FLUSH_MILLIS;
        while (sendableUpdates(this.view.state).length > 0 && Date.now() < until) {
          const sent = this.current ?? this.push();
          if (!(await sent)) {
            return;
          }
        }
      }

      private push(): Promise<boolean> {
        clearTimeout(this.timer);
        this.current ??= this.send().finally(() => {
          this.current = null;
        });
        return this.current;
      }

      /** False where there is no connection. */
      private async send(): Promise<boolean> {
        const unsent = sendableUpdates(this.view.state).slice(0, MOST_UPDATES);
        if (unsent.length === 0) {
          return true;
        }
        try {
          const answer = await notebook.pushText(
            cell,
            getSyncedVersion(this.view.state),
            unsent.map((update) => ({ client: update.clientID, changes: update.changes.toJSON() })),
          );
          if (answer.type === "refused") {
            if (answer.code !== "STALE") {
              notebook.refused(answer.message);
              return false;
            }
            // Somebody was quicker: their changes are on the way, and ours go behind them.
            await new Promise((resolve) => setTimeout(resolve, STALE_PAUSE_MILLIS));
          }
          queueMicrotask(() => this.schedule(0));
          return true;
        } catch {
          // Not connected: sent when it is back.
          return false;
        }
      }

      updated(from: number, updates: readonly TextUpdate[]): void {
        const known = getSyncedVersion(this.view.state);
        if (from > known) {
          notebook.fetchText(cell, known);
          return;
        }
        const missed = updates.slice(known - from);
        if (missed.length > 0) {
          const received = missed.map((update) => ({
            clientID: update.client,
            changes: ChangeSet.fromJSON(update.changes),
          }));
          for (const { changes } of received) {
            this.agreed = changes.apply(this.agreed);
          }
          this.view.dispatch(receiveUpdates(this.view.state, received));
        }
        this.schedule(0);
      }

      reset(newVersion: number, text: string): void {
        const known = getSyncedVersion(this.view.state);
        // One change from the text that both sides last agreed on to the server's; own changes are rebased over it.
        const target = Text.of(text.split("\n"));
        const change = ChangeSet.of({ from: 0, to: this.agreed.length, insert: target }, this.agreed.length);
        this.agreed = target;
        const filler = ChangeSet.empty(target.length);
        const steps = Math.max(1, newVersion - known);
        const updates = Array.from({ length: steps }, (_, i) => ({
          clientID: "server",
          changes: i === 0 ? change : filler,
        }));
        this.view.dispatch(receiveUpdates(this.view.state, updates));
        this.schedule(0);
      }

      connected(): void {
        notebook.fetchText(cell, getSyncedVersion(this.view.state));
        this.schedule(PUSH_DELAY_MILLIS);
      }

      destroy(): void {
        clearTimeout(this.timer);
        void this.push();
        this.stop();
      }
    },
  );
  return [collab({ startVersion: version, clientID: clientId }), plugin];
}
