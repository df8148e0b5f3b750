import { Tooltip } from "@mantine/core";
import { IconCloudCheck, IconCloudOff, IconCloudUp } from "@tabler/icons-react";
import type { SavedState } from "../store/openNotebook";

const SAVED: Readonly<Record<SavedState, string>> = {
  saved: "Saved",
  saving: "Saving…",
  offline: "Offline",
};

const SAVED_MORE: Readonly<Record<SavedState, string>> = {
  saved: "Everything is saved",
  saving: "Saving what was changed",
  offline: "Not connected: what is changed is kept here and saved when the server is back",
};

const SAVED_ICON = { saved: IconCloudCheck, saving: IconCloudUp, offline: IconCloudOff } as const;

/** Whether the server has everything that was done on the page. */
export function SavedMark({ saved }: { readonly saved: SavedState }) {
  const SavedIcon = SAVED_ICON[saved];
  return (
    <Tooltip label={SAVED_MORE[saved]}>
      <span className="saved" data-testid="saved" data-state={saved} role="status" aria-label={SAVED[saved]}>
        <SavedIcon size={16} aria-hidden />
        <span className="saved-word">{SAVED[saved]}</span>
      </span>
    </Tooltip>
  );
}
