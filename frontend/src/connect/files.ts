import { call, upload } from "../shell/http";
import type { TableProposal } from "./connect";

/** A file that somebody gave to a notebook. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: number;
  readonly givenAt: string;
}

/** What a file is, and the table that it suggests. */
export interface FileTable {
  readonly kind: "csv" | "json_lines" | "parquet" | "avro";
  /** Its first lines, where it has lines. */
  readonly preview: readonly string[];
  readonly table: TableProposal;
}

export const MOST_BYTES = 2 ** 30;

export const KINDS: Readonly<Record<FileTable["kind"], string>> = {
  csv: "CSV",
  json_lines: "JSON Lines",
  parquet: "Parquet",
  avro: "Avro",
};

function path(notebook: string, name?: string): string {
  const files = `/notebooks/${encodeURIComponent(notebook)}/files`;
  return name === undefined ? files : `${files}/${encodeURIComponent(name)}`;
}

export async function listFiles(notebook: string): Promise<readonly GivenFile[]> {
  return (await call<{ files: readonly GivenFile[] }>("GET", path(notebook))).files;
}

/** The table of all files in a folder of the server's machine, and of those that come. */
export function lookIntoFolder(notebook: string, folder: string): Promise<FileTable> {
  return call("POST", `/notebooks/${encodeURIComponent(notebook)}/connect/folder`, { path: folder });
}

export function deleteFile(notebook: string, name: string): Promise<void> {
  return call("DELETE", path(notebook, name));
}

/**
 * Sends a file as it is on the disk.
 *
 * @param progress told of the part that is sent, 0 to 1
 * @param signal ends it; nothing of the file is kept then
 */
export function sendFile(
  notebook: string,
  file: File,
  progress: (part: number) => void,
  signal: AbortSignal,
): Promise<FileTable> {
  return upload(path(notebook, file.name), file, { progress, signal });
}
