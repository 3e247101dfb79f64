/** One version of a gem as a record (pure). */
import type { DependencyRecord, VersionRecord } from '../../core/records.ts';
import type { JsonDocument } from '../../formats/json.ts';
import { dateOf, sha256Integrity, textsOf, versionNumber } from '../families/registry-api/values.ts';
import { clean, present } from '../families/whole-index/text.ts';

/** The number, with its platform unless that is any Ruby: as in the names of files and of the compact index. */
export function numberOf({ number, platform }: { number?: unknown; platform?: unknown }): string | null {
  const plain = versionNumber(number);
  const suffix = platformOf(platform);
  return plain === null || suffix === null ? plain : versionNumber(`${plain}-${suffix}`, 400);
}

function platformOf(platform: unknown): string | null {
  const text = versionNumber(platform);
  return text === 'ruby' ? null : text;
}

export function mapVersion(
  number: string,
  listed: JsonDocument,
  dependencies: DependencyRecord[] | null,
): VersionRecord {
  return {
    number,
    publishedAt: dateOf(listed.created_at),
    licenses: textsOf(listed.licenses, { count: 50, length: 200 }).join(',') || null,
    integrity: sha256Integrity(listed.sha),
    status: null,
    metadata: present({
      platform: platformOf(listed.platform),
      ruby_version: clean(listed.ruby_version, 200),
      // Nearly every version has this one, which asks for nothing.
      rubygems_version: listed.rubygems_version === '>= 0' ? null : clean(listed.rubygems_version, 200),
      requirements: clean(textsOf(listed.requirements, { count: 20, length: 200 }).join(', '), 1_000),
    }),
    dependencies,
  };
}
