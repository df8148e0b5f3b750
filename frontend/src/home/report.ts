import { notifications } from "@mantine/notifications";

/** Tells the person what went wrong. */
export function report(error: unknown): void {
  notifications.show({ message: error instanceof Error ? error.message : String(error), color: "red" });
}
