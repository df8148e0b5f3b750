import { useEffect, useState } from "react";

/** A moment of this day in the browser's time zone; another when the day is over, since a wall is looked at for days. */
export function useToday(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const midnight = new Date(now);
    midnight.setHours(24, 0, 0, 0);
    const timer = setTimeout(() => setNow(Date.now()), Math.max(1_000, midnight.getTime() - Date.now()));
    return () => clearTimeout(timer);
  }, [now]);
  return now;
}
