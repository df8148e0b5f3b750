import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { call, HttpError } from "../shell/http";
import type { NotebookDocument } from "../wire/types";

export interface SampleLine {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly needsKafka: boolean;
}

interface Broker {
  readonly state: "off" | "starting" | "running";
  readonly message: string;
}

const CONFLICT = 409;
const ASK_AGAIN_MILLIS = 500;
const LONGEST_START_MILLIS = 90_000;

/** A copy of one's own; null where it needs a broker and the person wants none started. */
export async function copyOf(sample: SampleLine): Promise<NotebookDocument | null> {
  const path = `/samples/${sample.name}/open`;
  try {
    return await call<NotebookDocument>("POST", path);
  } catch (error) {
    if (!(sample.needsKafka && error instanceof HttpError && error.status === CONFLICT)) {
      throw error;
    }
  }
  if (!(await wantsBroker(sample))) {
    return null;
  }
  await startBroker();
  return call<NotebookDocument>("POST", path);
}

function wantsBroker(sample: SampleLine): Promise<boolean> {
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title: "Start a Kafka broker?",
      children: (
        <p className="quiet">
          “{sample.title}” reads and writes topics, and no Kafka is set up here. Riffle can start a small broker of its
          own, reached from this machine alone. It takes about 400 MB of memory, keeps messages for a day, and starts
          with Riffle from then on. To use brokers of yours, set <code>kafka</code>.
        </p>
      ),
      labels: { confirm: "Start the broker", cancel: "Cancel" },
      onConfirm: () => resolve(true),
      onCancel: () => resolve(false),
    });
  });
}

async function startBroker(): Promise<void> {
  const notice = notifications.show({ loading: true, autoClose: false, message: "Starting the Kafka broker…" });
  try {
    let broker = await call<Broker>("POST", "/broker/start");
    const until = Date.now() + LONGEST_START_MILLIS;
    while (broker.state !== "running" && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MILLIS));
      broker = await call<Broker>("GET", "/broker");
    }
    if (broker.state !== "running") {
      throw new Error(`The Kafka broker does not answer. ${broker.message}`);
    }
  } finally {
    notifications.hide(notice);
  }
}
