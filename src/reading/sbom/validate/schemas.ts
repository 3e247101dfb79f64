/** The schemas of a CycloneDX version, loaded when they are first needed. */
export interface Schemas {
  json: string;
  xsd: string;
  /** Schemas that the JSON ones refer to. */
  shared: string[];
  spdxXsd: string;
}

export async function loadSchemas(version: string): Promise<Schemas> {
  const [own, { json: shared, spdxXsd }] = await Promise.all([
    load(version),
    import('../cyclonedx/data/schema-shared.ts'),
  ]);
  return { ...own, shared, spdxXsd };
}

function load(version: string): Promise<{ json: string; xsd: string }> {
  switch (version) {
    case '1.2':
      return import('../cyclonedx/data/schema-1.2.ts');
    case '1.3':
      return import('../cyclonedx/data/schema-1.3.ts');
    case '1.4':
      return import('../cyclonedx/data/schema-1.4.ts');
    case '1.5':
      return import('../cyclonedx/data/schema-1.5.ts');
    case '1.6':
      return import('../cyclonedx/data/schema-1.6.ts');
    default:
      return import('../cyclonedx/data/schema-1.7.ts');
  }
}
