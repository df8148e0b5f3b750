import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { type Broker, brokerNow, startBroker, stopBroker } from "./connectors";

interface BrokerSectionProps {
  readonly mayStop: boolean;
  readonly failed: (message: string) => void;
}

const LOOK_AGAIN_MILLIS = 1_000;

/** The Kafka broker that this server can run for samples and for trying things out. */
export function BrokerSection({ mayStop, failed }: BrokerSectionProps) {
  const [broker, setBroker] = useState<Broker | null>(null);
  const starting = broker?.state === "starting";
  useEffect(() => {
    const look = () => brokerNow().then(setBroker, () => undefined);
    look();
    const timer = starting ? setInterval(look, LOOK_AGAIN_MILLIS) : undefined;
    return () => clearInterval(timer);
  }, [starting]);
  if (!broker) {
    return null;
  }
  const act = (asked: Promise<Broker>) => asked.then(setBroker, (error: Error) => failed(error.message));
  return (
    <section aria-label="Kafka on this machine" className="jars">
      <div className="jars-head">
        <h2>Kafka on this machine</h2>
        <span className="spacer" />
        {broker.state === "off" ? (
          <Button size="compact-sm" variant="default" onClick={() => act(startBroker())}>
            Start
          </Button>
        ) : (
          mayStop && (
            <Button size="compact-sm" variant="default" onClick={() => act(stopBroker())}>
              Stop
            </Button>
          )
        )}
      </div>
      <p className="quiet" role="status" data-testid="broker" data-state={broker.state}>
        {broker.state === "off"
          ? "A small broker of this server’s own, for samples and for trying things out. It is off."
          : broker.message}
      </p>
    </section>
  );
}
