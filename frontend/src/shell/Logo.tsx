export function Logo() {
  return (
    <svg
      width="22"
      height="22"
      viewBox="0 0 24 24"
      fill="none"
      stroke="var(--river)"
      strokeWidth="2.2"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M3 7c3-3 6 3 9 0s6 3 9 0" />
      <path d="M3 12.5c3-3 6 3 9 0s6 3 9 0" />
      <path d="M3 18c3-3 6 3 9 0s6 3 9 0" />
    </svg>
  );
}
