import { ActionIcon, Menu } from "@mantine/core";
import { IconDevices, IconLogout, IconPassword, IconUserCircle, IconUsers } from "@tabler/icons-react";
import { useState } from "react";
import { useWorkbench } from "../store/context";
import { call } from "./http";
import { useMe } from "./me";
import { PasswordDialog } from "./PasswordDialog";
import { goTo } from "./route";
import { SignInsDialog } from "./SignInsDialog";

/** Who is signed in, and what they can do about it. Nothing where the server has no accounts. */
export function AccountMenu() {
  const workbench = useWorkbench();
  const me = useMe();
  const [dialog, setDialog] = useState<"password" | "browsers" | null>(null);
  if (!me?.accounts) {
    return null;
  }
  const signOut = () =>
    call("POST", "/sign-out").then(
      () => location.assign("/"),
      (error) => workbench.notify(String(error.message)),
    );
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`Account: ${me.name}`}>
            <IconUserCircle size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {me.name}
            {me.login && ` · ${me.login}`}
          </Menu.Label>
          {me.administrator && (
            <Menu.Item leftSection={<IconUsers size={15} />} onClick={() => goTo("/people")}>
              People
            </Menu.Item>
          )}
          {me.account && (
            <>
              {me.hasPassword && (
                <Menu.Item leftSection={<IconPassword size={15} />} onClick={() => setDialog("password")}>
                  Change password…
                </Menu.Item>
              )}
              <Menu.Item leftSection={<IconDevices size={15} />} onClick={() => setDialog("browsers")}>
                Signed-in browsers…
              </Menu.Item>
            </>
          )}
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={15} />} onClick={signOut}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <PasswordDialog opened={dialog === "password"} close={() => setDialog(null)} />
      <SignInsDialog opened={dialog === "browsers"} close={() => setDialog(null)} />
    </>
  );
}
