/** Who is signed in, and what browsers send with it: the shapes in which edges and services tell each other. */

/** A session as requests see it. Its token is nowhere in it. */
export interface Session {
  id: number;
  userId: number;
  /** The account that the person works in now; null: their own. */
  accountId: number | null;
  /** Goes into every form as `csrf`, and into `X-CSRF-Token` of a call to the API. Tells nothing of the session's token. */
  csrf: string;
}

export type FormValue = string | number | boolean | readonly string[] | undefined;
/** Fields by name: checked against the form's schema, empty ones left out. */
export type FormValues = Readonly<Record<string, FormValue>>;

/** A cookie of ours. The edge adds what keeps it safe: HttpOnly, SameSite=Lax, Path=/, and `__Host-` with Secure over HTTPS. */
export interface SetCookie {
  /** Without any prefix: `session`. */
  name: string;
  /** Empty: the cookie is removed. */
  value: string;
  /** Absent: until the browser is closed. */
  maxAgeSeconds?: number;
}
