import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";

/** Says that a cell was deleted, and offers to bring it back. */
export function tellOfDeletion(undo: () => void): void {
  notifications.show({
    message: (
      <span>
        Cell deleted.{" "}
        <Button size="compact-xs" variant="subtle" onClick={undo}>
          Undo
        </Button>
      </span>
    ),
  });
}
