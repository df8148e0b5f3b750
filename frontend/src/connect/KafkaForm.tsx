import { Button, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { call } from "../shell/http";
import { hasLogin, hasTls, type KafkaSettings, MECHANISMS, protocolOf, type Trouble } from "./connect";
import { type Pending, SecretField } from "./SecretField";

interface KafkaFormProps {
  readonly settings: KafkaSettings;
  readonly change: (settings: KafkaSettings) => void;
  /** @param secret one that was made only just now */
  readonly submit: (secret?: string) => void;
  readonly busy: boolean;
  readonly trouble: Trouble | null;
}

/** Where Kafka is, and how one gets in. */
export function KafkaForm({ settings, change, submit, busy, trouble }: KafkaFormProps) {
  const own = useOwnBroker();
  const tls = hasTls(settings);
  const login = hasLogin(settings);
  const set = (part: Partial<KafkaSettings>) => change({ ...settings, ...part });
  const errorOf = (field: string) => (trouble?.field === field ? trouble.message : null);
  const pending: Pending = useRef(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!login || pending.current === null) {
      submit();
      return;
    }
    const made = await pending.current();
    if (made !== null) {
      submit(made);
    }
  };
  return (
    <form className="dialog-form" onSubmit={send} noValidate>
      <TextInput
        label="Bootstrap servers"
        description="Some of the brokers, with commas between. They tell of the others."
        placeholder="kafka.example:9092"
        data-autofocus
        spellCheck={false}
        autoComplete="off"
        value={settings.servers}
        error={errorOf("servers")}
        onChange={(event) => set({ servers: event.currentTarget.value })}
      />
      {own && settings.servers.trim() !== own && (
        <p className="quiet">
          This server runs a broker of its own:{" "}
          <Button size="compact-xs" variant="light" onClick={() => set({ servers: own, protocol: "PLAINTEXT" })}>
            {own}
          </Button>
        </p>
      )}
      <div className="connect-switches">
        <Switch
          label="TLS"
          checked={tls}
          onChange={(event) => set({ protocol: protocolOf(event.currentTarget.checked, login) })}
        />
        <Switch
          label="Sign-in (SASL)"
          checked={login}
          onChange={(event) => set({ protocol: protocolOf(tls, event.currentTarget.checked) })}
        />
      </div>
      {errorOf("protocol") && (
        <p className="form-error" role="alert">
          {errorOf("protocol")}
        </p>
      )}
      {login && (
        <div className="connect-fields">
          <Select
            label="Mechanism"
            data={[...MECHANISMS]}
            allowDeselect={false}
            value={settings.mechanism}
            error={errorOf("mechanism")}
            onChange={(value) => set({ mechanism: MECHANISMS.find((known) => known === value) ?? "PLAIN" })}
          />
          <TextInput
            label="User"
            spellCheck={false}
            autoComplete="off"
            value={settings.user}
            error={errorOf("user")}
            onChange={(event) => set({ user: event.currentTarget.value })}
          />
          <SecretField
            label="Password"
            wanted="kafka_password"
            name={settings.secret}
            error={errorOf("password")}
            change={(secret) => set({ secret })}
            pending={pending}
          />
        </div>
      )}
      {!login && errorOf("user") && (
        <p className="form-error" role="alert">
          {errorOf("user")}
        </p>
      )}
      {tls && (
        <Textarea
          label="Certificate of the authority"
          description="In PEM, where it is none that Java trusts."
          placeholder="-----BEGIN CERTIFICATE-----"
          autosize
          minRows={2}
          maxRows={6}
          spellCheck={false}
          classNames={{ input: "connect-code" }}
          value={settings.certificates}
          error={errorOf("certificates")}
          onChange={(event) => set({ certificates: event.currentTarget.value })}
        />
      )}
      {trouble && trouble.field === null && (
        <p className="form-error" role="alert">
          {trouble.message}
        </p>
      )}
      <div className="dialog-buttons">
        <Button type="submit" loading={busy}>
          Show topics
        </Button>
      </div>
    </form>
  );
}

/** Where the broker of this server listens; null where it does not run. */
function useOwnBroker(): string | null {
  const [servers, setServers] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    call<{ state: string; servers: string | null }>("GET", "/broker").then(
      (broker) => current && setServers(broker.state === "running" ? broker.servers : null),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, []);
  return servers;
}
