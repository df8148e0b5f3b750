import { useRef, useState } from "react";
import { messageOf } from "../shell/http";
import {
  fieldOf,
  type KafkaSettings,
  keepSettings,
  keptSettings,
  listTopics,
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
  const [looking, setLooking] = useState<string | null>(null);
  const [sample, setSample] = useState<TopicSample | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [registry, setRegistry] = useState("");
  const [busy, setBusy] = useState(false);

  /** Whether an answer is still waited for: who has gone back or asked anew does not want it. */
  const turn = useRef(0);
  const attempt = async <T,>(ask: () => Promise<T>, take: (answer: T) => void) => {
    turn.current++;
    const own = turn.current;
    setBusy(true);
    setTrouble(null);
    try {
      const answer = await ask();
      if (own === turn.current) {
        take(answer);
      }
    } catch (error) {
      if (own !== turn.current) {
        return;
      }
      setTrouble({ field: fieldOf(error), message: messageOf(error) });
    } finally {
      if (own === turn.current) {
        setBusy(false);
        setLooking(null);
      }
    }
  };
  const connect = (secret?: string) => {
    const asked = secret === undefined ? settings : { ...settings, secret };
    return attempt(
      () => listTopics(notebook, asked),
      (found) => {
        setTopics(found);
        setSettings(asked);
        keepSettings(asked);
      },
    );
  };
  const look = (name: string) => {
    setTopic(name);
    setLooking(name);
    return attempt(() => sampleTopic(notebook, settings, name, registry), setSample);
  };
  const back = () => {
    turn.current++;
    setBusy(false);
    setLooking(null);
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
        again={() => connect()}
        looking={looking}
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
