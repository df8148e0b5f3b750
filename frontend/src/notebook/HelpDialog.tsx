import { Kbd, Modal } from "@mantine/core";

const KEYS: readonly (readonly [string, readonly string[]])[] = [
  ["Run and go to the next cell", ["Shift", "Enter"]],
  ["Run and stay", ["Ctrl", "Enter"]],
  ["Edit the chosen cell", ["Enter"]],
  ["Stop editing", ["Esc"]],
  ["Choose the cell above or below", ["↑", "↓"]],
  ["New cell above", ["A"]],
  ["New cell below", ["B"]],
  ["Delete the cell", ["D", "D"]],
  ["Undo the deletion", ["Z"]],
  ["Make it Markdown", ["M"]],
  ["Make it SQL", ["Y"]],
  ["New chart below", ["C"]],
  ["New input below", ["V"]],
  ["Move the cell up or down", ["Alt", "↑ ↓"]],
  ["Collapse or expand", ["O"]],
  ["Stop the cell", ["I", "I"]],
  ["Command palette", ["Ctrl", "K"]],
  ["This help", ["?"]],
];

export function HelpDialog({ opened, close }: { readonly opened: boolean; readonly close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Keyboard" size="md">
      <p className="quiet">Letters work while no cell is being edited; Esc leaves the editor.</p>
      <dl className="keys">
        {KEYS.map(([what, keys]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              {keys.map((key, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a key may come twice.
                <Kbd key={i}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
