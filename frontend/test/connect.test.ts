import { describe, expect, it } from "vitest";
import {
  durationText,
  fieldOf,
  hasLogin,
  hasTls,
  keptSettings,
  NO_SETTINGS,
  protocolOf,
  sizeText,
  topicFacts,
} from "../src/connect/connect";
import { HttpError } from "../src/shell/http";

describe("connecting data", () => {
  it("says sizes in the largest unit that fits", () => {
    expect(sizeText(0)).toBe("0 bytes");
    expect(sizeText(999)).toBe("999 bytes");
    expect(sizeText(1_000)).toBe("1.0 kB");
    expect(sizeText(123_456_789)).toBe("123 MB");
    expect(sizeText(4_200_000_000_000_000)).toBe("4200 TB");
  });

  it("says how long messages are kept", () => {
    expect(durationText(-1)).toBe("for ever");
    expect(durationText(604_800_000)).toBe("7 days");
    expect(durationText(86_400_000)).toBe("1 day");
    expect(durationText(5_400_000)).toBe("1.5 hours");
    expect(durationText(250)).toBe("250 ms");
  });

  it("says of a topic what the cluster tells", () => {
    const topic = { name: "t", partitions: 1, bytes: null, retentionMillis: null, compacted: false };
    expect(topicFacts(topic)).toBe("1 partition");
    expect(topicFacts({ ...topic, partitions: 3, bytes: 2_000, retentionMillis: -1 })).toBe(
      "3 partitions · 2.0 kB · kept for ever",
    );
    expect(topicFacts({ ...topic, retentionMillis: 86_400_000, compacted: true })).toBe("1 partition · compacted");
  });

  it("knows the protocol by its two switches", () => {
    for (const tls of [true, false]) {
      for (const login of [true, false]) {
        const settings = { ...NO_SETTINGS, protocol: protocolOf(tls, login) };
        expect([hasTls(settings), hasLogin(settings)]).toEqual([tls, login]);
      }
    }
  });

  it("finds the setting that an error is about", () => {
    expect(fieldOf(new HttpError(422, "wrong", "CONNECT_SERVERS"))).toBe("servers");
    expect(fieldOf(new HttpError(500, "wrong", "INTERNAL"))).toBeNull();
    expect(fieldOf(new Error("gone"))).toBeNull();
  });

  it("asks again where the browser keeps nothing", () => {
    expect(keptSettings()).toBeNull();
  });
});
