import { ActionIcon, Button, Checkbox, CopyButton, Menu, TextInput, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy, IconDots } from "@tabler/icons-react";
import { type FormEvent, useCallback, useEffect, useState } from "react";
import { AccountMenu } from "../shell/AccountMenu";
import { ColorSchemeButton } from "../shell/ColorSchemeButton";
import { ConnectionBanner } from "../shell/ConnectionBanner";
import { call } from "../shell/http";
import { Logo } from "../shell/Logo";
import { useMe } from "../shell/me";
import { PageLink } from "../shell/PageLink";
import { type AccountLine, type Invitation, invite, listAccounts, listInvitations } from "./people";

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** For administrators: who has an account, and who is invited. */
export function PeoplePage() {
  const me = useMe();
  const [accounts, setAccounts] = useState<readonly AccountLine[] | null>(null);
  const [invitations, setInvitations] = useState<readonly Invitation[]>([]);
  const [error, setError] = useState<string | null>(null);
  const fail = useCallback((failure: Error) => setError(failure.message), []);
  const load = useCallback(() => {
    setError(null);
    listAccounts().then(setAccounts, fail);
    listInvitations().then(setInvitations, fail);
  }, [fail]);
  useEffect(() => {
    document.title = "People · Riffle";
    load();
  }, [load]);
  const act = (method: string, path: string, body?: unknown) => call(method, path, body).then(load, fail);
  return (
    <div className="page">
      <header className="top-bar">
        <PageLink className="logo" to="/">
          <Logo /> <span className="logo-word">Riffle</span>
        </PageLink>
        <span className="slash">/</span>
        <b className="shared-title">People</b>
        <span className="spacer" />
        <ColorSchemeButton />
        <AccountMenu />
      </header>
      <ConnectionBanner />
      <main className="home">
        <h1>People</h1>
        {error && (
          <p className="share-error" role="alert">
            {error}
          </p>
        )}
        <InviteForm done={load} failed={fail} />
        {invitations.length > 0 && <h2>Invited</h2>}
        <ul className="notebook-list">
          {invitations.map((invitation) => (
            <li key={invitation.id} className="invited">
              <span className="notebook-link">{invitation.name}</span>
              {invitation.administrator && <span className="chip">administrator</span>}
              <input
                className="share-address"
                readOnly
                aria-label={`Address for ${invitation.name}`}
                value={location.origin + invitation.path}
              />
              <CopyButton value={location.origin + invitation.path}>
                {({ copied, copy }) => (
                  <Tooltip label={copied ? "Copied" : "Copy the address"}>
                    <ActionIcon variant="subtle" color="gray" aria-label="Copy the address" onClick={copy}>
                      {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
                    </ActionIcon>
                  </Tooltip>
                )}
              </CopyButton>
              <span className="notebook-facts">until {DATE.format(new Date(invitation.expiresAt))}</span>
              <Button
                size="compact-sm"
                variant="subtle"
                color="red"
                onClick={() => act("DELETE", `/invitations/${invitation.id}`)}
              >
                Withdraw
              </Button>
            </li>
          ))}
        </ul>
        <h2>Accounts</h2>
        {accounts?.length === 0 && <p className="quiet">Nobody has an account yet. Invite somebody above.</p>}
        <ul className="notebook-list" data-testid="accounts">
          {accounts?.map((account) => (
            <li key={account.id}>
              <span className="notebook-link">{account.name}</span>
              {account.administrator && <span className="chip">administrator</span>}
              {account.disabledAt && <span className="chip">disabled</span>}
              <span className="notebook-facts">
                {account.login} · {account.seenAt ? `seen ${DATE.format(new Date(account.seenAt))}` : "not signed in"}
              </span>
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`More for ${account.name}`}
                    disabled={account.id === me?.account}
                  >
                    <IconDots size={16} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item
                    onClick={() =>
                      act("PUT", `/accounts/${account.id}`, {
                        administrator: !account.administrator,
                        disabled: account.disabledAt !== null,
                      })
                    }
                  >
                    {account.administrator ? "Make an ordinary account" : "Make an administrator"}
                  </Menu.Item>
                  <Menu.Item onClick={() => act("DELETE", `/accounts/${account.id}/sign-ins`)}>
                    Sign out everywhere
                  </Menu.Item>
                  <Menu.Item
                    color={account.disabledAt ? "gray" : "red"}
                    onClick={() =>
                      act("PUT", `/accounts/${account.id}`, {
                        administrator: account.administrator,
                        disabled: account.disabledAt === null,
                      })
                    }
                  >
                    {account.disabledAt ? "Let in again" : "Disable"}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </li>
          ))}
        </ul>
      </main>
    </div>
  );
}

interface InviteFormProps {
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

function InviteForm({ done, failed }: InviteFormProps) {
  const [name, setName] = useState("");
  const [administrator, setAdministrator] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite(name, administrator).then(() => {
      setName("");
      setAdministrator(false);
      done();
    }, failed);
  };
  return (
    <form className="invite" onSubmit={submit}>
      <TextInput
        label="Invite somebody"
        placeholder="Their name"
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        className="invite-administrator"
        label="As an administrator"
        checked={administrator}
        onChange={(event) => setAdministrator(event.currentTarget.checked)}
      />
      <Button type="submit" disabled={name.trim() === ""}>
        Make an invitation
      </Button>
    </form>
  );
}
