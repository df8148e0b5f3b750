import type { ColumnType, Value } from "../wire/types";

const NUMERIC = new Set(["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "DECIMAL", "FLOAT", "DOUBLE"]);
const TIME = new Set(["DATE", "TIMESTAMP", "TIMESTAMP_LTZ"]);

export function isNumeric(type: ColumnType): boolean {
  return NUMERIC.has(type.name);
}

export function isTime(type: ColumnType): boolean {
  return TIME.has(type.name);
}

/** Digits in groups of three, exact however many there are. */
export function groupDigits(digits: string): string {
  const match = /^([+-]?)(\d+)(\.\d+)?$/.exec(digits);
  if (!match) {
    return digits;
  }
  const [, sign = "", whole = "", fraction = ""] = match;
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ",") + fraction;
}

/** A value as a person reads it; NULL is told apart by the caller. */
export function formatValue(value: Value, type: ColumnType): string {
  if (value === null) {
    return "NULL";
  }
  if (typeof value === "boolean") {
    return String(value);
  }
  switch (type.name) {
    case "TINYINT":
    case "SMALLINT":
    case "INTEGER":
    case "BIGINT":
    case "DECIMAL":
      return groupDigits(String(value));
    case "FLOAT":
    case "DOUBLE":
      return String(value);
    case "ARRAY":
      return Array.isArray(value) ? `[${value.map((item) => nested(item, type.children[0])).join(", ")}]` : "";
    case "MAP":
    case "MULTISET":
      return entries(value, type);
    case "ROW":
      return fields(value, type);
    default:
      return String(value);
  }
}

function nested(value: Value, type: ColumnType | undefined): string {
  return type ? formatValue(value, type) : String(value);
}

function entries(value: Value, type: ColumnType): string {
  if (!Array.isArray(value)) {
    return "";
  }
  const shown = value.map((entry) => {
    const [key, item] = entry as readonly Value[];
    const right = type.name === "MULTISET" ? String(item) : nested(item ?? null, type.children[1]);
    return `${nested(key ?? null, type.children[0])}: ${right}`;
  });
  return `{${shown.join(", ")}}`;
}

function fields(value: Value, type: ColumnType): string {
  if (!Array.isArray(value)) {
    return "";
  }
  const shown = value.map((item, i) => `${type.fieldNames[i] ?? ""}: ${nested(item, type.children[i])}`);
  return `(${shown.join(", ")})`;
}
