import { useEffect, useRef, useState } from "react";

/**
 * Takes files that are dropped anywhere on the page.
 *
 * @param take gets the first of them, and how many there are
 *
 * @returns whether one is being dragged over it
 */
export function useFileDrop(take: (file: File, count: number) => void): boolean {
  const [over, setOver] = useState(false);
  const taking = useRef(take);
  taking.current = take;
  useEffect(() => {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const drag = (event: DragEvent) => {
      if (hasFile(event)) {
        event.preventDefault();
        setOver(true);
      }
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) {
        setOver(false);
      }
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (hasFile(event) && file) {
        event.preventDefault();
        // Before an editor takes the words of the file for its own.
        event.stopPropagation();
        taking.current(file, event.dataTransfer?.files.length ?? 1);
      }
    };
    window.addEventListener("dragover", drag);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop, true);
    return () => {
      window.removeEventListener("dragover", drag);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop, true);
    };
  }, []);
  return over;
}
