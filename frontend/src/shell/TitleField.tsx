import { useEffect, useState } from "react";

interface TitleFieldProps {
  readonly title: string;
  /** Shown where there is no title, and in the browser's tab. */
  readonly untitled: string;
  readonly change: (title: string) => void;
}

/** The title of a page in its top bar: changed where it stands, kept when it is left, dropped by Escape. */
export function TitleField({ title, untitled, change }: TitleFieldProps) {
  const [text, setText] = useState(title);
  useEffect(() => setText(title), [title]);
  useEffect(() => {
    document.title = `${title || untitled} · Riffle`;
  }, [title, untitled]);
  return (
    <input
      className="title"
      aria-label="Title"
      placeholder={untitled}
      maxLength={200}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => {
        if (text !== title) {
          change(text);
        }
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") {
          event.currentTarget.blur();
        } else if (event.key === "Escape") {
          setText(title);
          event.stopPropagation();
        }
      }}
    />
  );
}
