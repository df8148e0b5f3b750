import { Button, Modal, PasswordInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { call, messageOf } from "./http";

interface PasswordDialogProps {
  readonly opened: boolean;
  readonly close: () => void;
}

/** Another password for the account that is signed in here. */
export function PasswordDialog({ opened, close }: PasswordDialogProps) {
  return (
    <Modal opened={opened} onClose={close} title="Change password">
      {opened && <PasswordForm close={close} />}
    </Modal>
  );
}

function PasswordForm({ close }: Pick<PasswordDialogProps, "close">) {
  const [password, setPassword] = useState("");
  const [newPassword, setNewPassword] = useState("");
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await call("PUT", "/me/password", { password, newPassword });
      close();
      notifications.show({ message: "Your password is changed, and every other browser is signed out." });
    } catch (failure) {
      setError(messageOf(failure));
    }
  };
  return (
    <form onSubmit={submit}>
      <PasswordInput
        label="Password until now"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        data-autofocus
      />
      <PasswordInput
        mt="sm"
        label="New password"
        description="At least 10 characters"
        autoComplete="new-password"
        maxLength={200}
        value={newPassword}
        onChange={(event) => setNewPassword(event.currentTarget.value)}
        error={error}
      />
      <Button type="submit" mt="md" fullWidth disabled={password === "" || newPassword.length < 10}>
        Change password
      </Button>
    </form>
  );
}
