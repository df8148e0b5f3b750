import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useCallback, useEffect, useState } from "react";
import { AccountMenu } from "../shell/AccountMenu";
import { ClusterChip } from "../shell/ClusterChip";
import { ColorSchemeButton } from "../shell/ColorSchemeButton";
import { ConnectionBanner } from "../shell/ConnectionBanner";
import { Logo } from "../shell/Logo";
import { useMe } from "../shell/me";
import { PageLink } from "../shell/PageLink";
import { useWorkbench } from "../store/context";
import { useSignal } from "../store/useSignal";
import { BrokerSection } from "./BrokerSection";
import { type Connectors, found, GROUPS, listConnectors } from "./connectors";
import { FactoryItem } from "./FactoryItem";
import { JarSection } from "./JarSection";

/** What a statement can name by `'connector'`, `'format'` and so on here, with every option; and further ones, as jars. */
export function ConnectorsPage() {
  const me = useMe();
  const cluster = useSignal(useWorkbench().cluster);
  const [connectors, setConnectors] = useState<Connectors | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [search, setSearch] = useState("");
  const load = useCallback(() => {
    setError(null);
    listConnectors().then(setConnectors, (failure: Error) => setError(failure.message));
  }, []);
  useEffect(() => {
    document.title = "Connectors · Riffle";
    load();
  }, [load]);
  const groups = GROUPS.map((group) => ({
    group,
    factories: connectors ? found(connectors.factories, group, search) : [],
  })).filter(({ factories }) => factories.length > 0);
  return (
    <div className="page">
      <header className="top-bar">
        <PageLink className="logo" to="/">
          <Logo /> <span className="logo-word">Riffle</span>
        </PageLink>
        <span className="slash">/</span>
        <b className="shared-title">Connectors</b>
        <span className="spacer" />
        <ClusterChip />
        <ColorSchemeButton />
        <AccountMenu />
      </header>
      <ConnectionBanner />
      <main className="home" data-scrolls>
        <h1>Connectors and formats</h1>
        <p className="quiet">
          What a statement can name here, with every option. A table is read or written by a connector, and its messages
          or files by a format.
        </p>
        {cluster && !cluster.local && (
          <p className="quiet">
            Statements are planned with these. The cluster at {cluster.address} needs the same jars in its lib folder,
            at the same versions.
          </p>
        )}
        {error && (
          <p className="share-error" role="alert">
            {error}
          </p>
        )}
        {connectors && (
          <JarSection jars={connectors.jars} mayChange={me?.administrator === true} changed={load} failed={setError} />
        )}
        <BrokerSection mayStop={me?.administrator === true} failed={setError} />
        <div className="home-filter">
          <TextInput
            aria-label="Search connectors and options"
            placeholder="Search names and options"
            leftSection={<IconSearch size={15} />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        </div>
        {!connectors && !error && <p className="quiet">Loading…</p>}
        {connectors && groups.length === 0 && (
          <p className="quiet">
            Nothing here is called “{search}”. If it is a connector, its jar, made for Flink 2, can be added above.
          </p>
        )}
        {groups.map(({ group, factories }) => (
          <section key={group.title} aria-label={group.title}>
            <h2>{group.title}</h2>
            <ul className="factories">
              {factories.map((factory) => (
                <FactoryItem
                  key={`${factory.identifier} ${factory.jar}`}
                  factory={factory}
                  group={group}
                  search={search}
                />
              ))}
            </ul>
          </section>
        ))}
      </main>
    </div>
  );
}
