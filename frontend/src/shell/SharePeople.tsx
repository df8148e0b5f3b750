import { ActionIcon, Select, Tooltip } from "@mantine/core";
import { IconUserMinus } from "@tabler/icons-react";
import { useCallback, useEffect, useState } from "react";
import { call } from "./http";
import type { SharedKind } from "./links";

interface Line {
  readonly account: string;
  readonly login: string;
  readonly name: string;
  readonly role: string;
}

interface SharePeopleProps {
  readonly kind: SharedKind;
  readonly id: string;
}

const ROLES = [
  { value: "viewer", label: "Viewer" },
  { value: "editor", label: "Editor" },
  { value: "owner", label: "Owner" },
];

/** Who has which role in a notebook or dashboard. Nothing where the server has no accounts. */
export function SharePeople({ kind, id }: SharePeopleProps) {
  const [people, setPeople] = useState<readonly Line[] | null>(null);
  const [others, setOthers] = useState<
    readonly { readonly id: string; readonly login: string; readonly name: string }[]
  >([]);
  const [error, setError] = useState<string | null>(null);
  const fail = useCallback((failure: Error) => setError(failure.message), []);
  const load = useCallback(() => {
    call<{ people: readonly Line[]; accounts: boolean }>("GET", `/${kind}s/${id}/people`).then((answer) => {
      setPeople(answer.accounts ? answer.people : null);
      if (answer.accounts) {
        call<{ accounts: typeof others }>("GET", "/accounts").then(({ accounts }) => setOthers(accounts), fail);
      }
    }, fail);
  }, [kind, id, fail]);
  useEffect(load, [load]);
  if (people === null) {
    return null;
  }
  const set = (account: string, role: string | null) => {
    setError(null);
    const path = `/${kind}s/${id}/people/${account}`;
    const done = role === null ? call("DELETE", path) : call("PUT", path, { role });
    done.then(load, fail);
  };
  const known = new Set(people.map(({ account }) => account));
  return (
    <section aria-label="People" className="share-people">
      <h3>People</h3>
      <p className="share-about">
        {kind === "notebook"
          ? "Viewers see the SQL and all results live. "
          : "Viewers see all results live, and change, for themselves alone, the inputs that its notebooks open to viewers (in each input’s settings). "}
        Editors may change and run it: whoever may run SQL may run code on the cluster. Owners may share and delete it.
      </p>
      <ul className="notebook-list">
        {people.map((person) => (
          <li key={person.account} data-testid="person">
            <span className="notebook-link">{person.name}</span>
            <span className="notebook-facts">{person.login}</span>
            <Select
              aria-label={`Role of ${person.name}`}
              size="xs"
              w={110}
              data={ROLES}
              value={person.role}
              onChange={(role) => role && set(person.account, role)}
              allowDeselect={false}
            />
            <Tooltip label="Take away">
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Take ${person.name} away`}
                onClick={() => set(person.account, null)}
              >
                <IconUserMinus size={16} />
              </ActionIcon>
            </Tooltip>
          </li>
        ))}
      </ul>
      <Select
        label="Add somebody"
        placeholder="Name or login"
        searchable
        clearable
        value={null}
        data={others
          .filter((account) => !known.has(account.id))
          .map((account) => ({ value: account.id, label: `${account.name} (${account.login})` }))}
        nothingFoundMessage="Nobody of that name has an account"
        onChange={(account) => account && set(account, "viewer")}
      />
      {error && (
        <p className="share-error" role="alert">
          {error}
        </p>
      )}
    </section>
  );
}
