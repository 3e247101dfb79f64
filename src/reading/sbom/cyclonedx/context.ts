/** What reading and writing CycloneDX needs to know beside the node at hand. */
export interface CycloneDxContext {
  /** `1.2` to `1.7`: of the document that is read or written. */
  version: string;
  /** Says that something of the node at hand cannot be written: a member or field, and why. */
  lose(member: string, why: string, what?: string): void;
}

export const CYCLONEDX_VERSIONS = ['1.2', '1.3', '1.4', '1.5', '1.6', '1.7'] as const;

/** Versions are of one digit after the point, so that they compare as texts. */
export function since(context: CycloneDxContext, version: string): boolean {
  return context.version >= version;
}
