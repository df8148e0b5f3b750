import { useState } from "react";
import {
  fieldOf,
  type KafkaSettings,
  keepSettings,
  keptSettings,
  listTopics,
  messageOf,
  NO_SETTINGS,
  sampleTopic,
  type Topic,
  type TopicSample,
  type Trouble,
} from "./connect";
import { KafkaForm } from "./KafkaForm";
import { ProposalView } from "./ProposalView";
import { TopicList } from "./TopicList";

interface KafkaStepsProps {
  readonly notebook: string;
  readonly add: (sql: string) => void;
}

const SETTING_FIELDS = ["servers", "protocol", "mechanism", "user", "password", "certificates"];

/** Settings, then topics, then the messages of one and the table that they suggest. */
export function KafkaSteps({ notebook, add }: KafkaStepsProps) {
  const [settings, setSettings] = useState<KafkaSettings>(() => keptSettings() ?? NO_SETTINGS);
  const [topics, setTopics] = useState<readonly Topic[] | null>(null);
  const [topic, setTopic] = useState<string | null>(null);
  const [sample, setSample] = useState<TopicSample | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [registry, setRegistry] = useState("");
  const [busy, setBusy] = useState(false);

  const attempt = async (task: () => Promise<void>) => {
    setBusy(true);
    setTrouble(null);
    try {
      await task();
    } catch (error) {
      setTrouble({ field: fieldOf(error), message: messageOf(error) });
    } finally {
      setBusy(false);
    }
  };
  const connect = () =>
    attempt(async () => {
      setTopics(await listTopics(notebook, settings));
      keepSettings(settings);
    });
  const look = (name: string) => {
    setTopic(name);
    return attempt(async () => setSample(await sampleTopic(notebook, settings, name, registry)));
  };
  const back = () => {
    setTrouble(null);
    if (sample) {
      setSample(null);
    } else {
      setTopics(null);
    }
  };

  if (sample && topic) {
    return (
      <ProposalView
        topic={topic}
        sample={sample}
        add={add}
        back={back}
        again={() => look(topic)}
        busy={busy}
        trouble={trouble}
        registry={registry}
        setRegistry={setRegistry}
      />
    );
  }
  if (topics) {
    return (
      <TopicList
        servers={settings.servers}
        topics={topics}
        choose={look}
        back={back}
        again={connect}
        looking={busy ? topic : null}
        trouble={trouble}
      />
    );
  }
  return (
    <KafkaForm
      settings={settings}
      change={setSettings}
      submit={connect}
      busy={busy}
      trouble={trouble && !SETTING_FIELDS.includes(trouble.field ?? "") ? { ...trouble, field: null } : trouble}
    />
  );
}
