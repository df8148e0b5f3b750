import { notifications } from "@mantine/notifications";
import { call } from "../shell/http";
import type { Dashboard } from "../wire/dashboard";
import type { NotebookDocument } from "../wire/types";

const WARNING_MILLIS = 10_000;

/** Makes a notebook of a Markdown file, and the dashboards that are in it; answers where to go. */
export async function importNotebook(text: string): Promise<string> {
  const { notebook, dashboards, warnings } = await call<{
    notebook: NotebookDocument;
    dashboards: readonly { readonly id: string; readonly title: string }[];
    warnings: readonly string[];
  }>("POST", "/notebooks/import", text);
  warn(warnings);
  if (dashboards.length > 0) {
    const titles = dashboards.map(({ title }) => `“${title || "Untitled dashboard"}”`).join(", ");
    notifications.show({ message: `With ${dashboards.length === 1 ? "the dashboard" : "the dashboards"} ${titles}.` });
  }
  return `/n/${notebook.id}`;
}

/** Makes the dashboards that are in a Markdown file; answers where to go. */
export async function importDashboards(text: string): Promise<string> {
  const { dashboards, warnings } = await call<{ dashboards: readonly Dashboard[]; warnings: readonly string[] }>(
    "POST",
    "/dashboards/import",
    text,
  );
  warn(warnings);
  const [only, another] = dashboards;
  return only && !another ? `/d/${only.id}` : "/?shelf=dashboards";
}

function warn(warnings: readonly string[]): void {
  for (const warning of warnings) {
    notifications.show({ message: warning, color: "yellow", autoClose: WARNING_MILLIS });
  }
}
