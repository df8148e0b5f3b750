import { notifications } from "@mantine/notifications";
import { messageOf } from "../shell/http";

/** Tells the person what went wrong. */
export function report(error: unknown): void {
  notifications.show({ message: messageOf(error), color: "red" });
}
