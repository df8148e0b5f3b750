import { describe, expect, it } from "vitest";
import { clauseOf, type Factory, found, GROUPS, useOf } from "../src/connectors/connectors";

const [CONNECTORS, FORMATS, CATALOGS] = GROUPS;

const option = (key: string, required = false) => ({ key, required, value: null, description: "" });

const kafka: Factory = {
  identifier: "kafka",
  kinds: ["source", "sink"],
  jar: "flink-sql-connector-kafka.jar",
  options: [option("properties.bootstrap.servers", true), option("scan.startup.mode")],
};
const json: Factory = { identifier: "json", kinds: ["decoding", "encoding"], jar: "flink-json.jar", options: [] };
const jdbc: Factory = {
  identifier: "jdbc",
  kinds: ["catalog"],
  jar: "jdbc.jar",
  options: [option("base-url", true), option("type", true)],
};

describe("connectors", () => {
  it("are found by name, jar and option, in their group", () => {
    const all = [kafka, json, jdbc];
    expect(found(all, CONNECTORS, "")).toEqual([kafka]);
    expect(found(all, FORMATS, " ")).toEqual([json]);
    expect(found(all, CONNECTORS, "STARTUP kafka")).toEqual([kafka]);
    expect(found(all, CONNECTORS, "startup pulsar")).toEqual([]);
    expect(found(all, CATALOGS, "jdbc.jar")).toEqual([jdbc]);
    const upsert = { ...kafka, identifier: "upsert-kafka" };
    expect(found([upsert, kafka], CONNECTORS, "kafka")).toEqual([kafka, upsert]);
  });

  it("are written with what they need", () => {
    expect(clauseOf(kafka, CONNECTORS)).toBe(
      "WITH (\n  'connector' = 'kafka',\n  'properties.bootstrap.servers' = '…'\n)",
    );
    expect(clauseOf(json, FORMATS)).toBe("'format' = 'json'");
    expect(clauseOf(jdbc, CATALOGS)).toBe("WITH (\n  'type' = 'jdbc',\n  'base-url' = '…'\n)");
  });

  it("say what they are for", () => {
    expect(useOf(kafka)).toBe("read, write");
    expect(useOf({ ...json, kinds: ["decoding"] })).toBe("read");
    expect(useOf({ ...kafka, kinds: ["sink"] })).toBe("write");
    expect(useOf(jdbc)).toBe("");
  });
});
