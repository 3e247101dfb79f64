/** The mark: one node that others grow from. Also drawn in `favicon.svg`. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true" focusable="false">
      <path d="M16 27V15M16 20C9 20 7 15 7 10M16 16c6 0 9-4 9-9" />
      <circle cx="16" cy="27" r="3" />
      <circle cx="7" cy="8" r="3.5" />
      <circle cx="25" cy="6" r="3" />
      <circle cx="16" cy="13" r="3.5" />
    </svg>
  );
}
