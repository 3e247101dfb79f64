/** What a crate registry offers as proof: the SHA-256 of each archive, in its index. Crates are not signed. */
import { memberOf, parseJsonObject } from '../../formats/json.ts';
import { type AttestReader, attempt, type CheckSubject, checked } from '../attest.ts';
import {
  compareDigest,
  compareRecorded,
  fetchArtifact,
  fetchSmall,
  fileNameOf,
  statedDigest,
} from '../families/attest/artifact.ts';
import { hostsOf, indexPath } from './hosts.ts';
import { sameCrate } from './names.ts';

const MAX_INDEX = 64 * 1024 * 1024;
const INDEX: CheckSubject = { id: 'index-digest', title: 'crate against the index', aspect: 'integrity' };
const SIGNATURE: CheckSubject = { id: 'signature', title: 'signature of the crate', aspect: 'authenticity' };

export const reader: AttestReader = {
  async attest(context, { name, version, downloadUrl, integrity }) {
    const signature = checked(
      SIGNATURE,
      'not-offered',
      'registries of crates have no signatures of releases',
    );
    if (downloadUrl === null)
      return {
        artifacts: [],
        checks: [checked(INDEX, 'unknown', 'where its files are is not known'), signature],
      };
    const { index } = hostsOf(context.registry);
    const fetched = await fetchArtifact(context, {
      name: fileNameOf(downloadUrl),
      url: downloadUrl,
      hashes: ['sha256'],
    });
    const check = await attempt({ ...INDEX, artifact: fetched.artifact.name }, async () => {
      if (index === null) return checked(INDEX, 'not-offered', 'the registry has no index that is known');
      const url = `${index}/${indexPath(name)}`;
      const body = await fetchSmall(context, { url, maxBytes: MAX_INDEX });
      const line = body === null ? null : lineOf(body, name, version);
      if (line === null) return checked(INDEX, 'failed', 'the index does not have this version', { url });
      const stated = statedDigest('sha256', line.cksum);
      if (stated === null) return checked(INDEX, 'failed', 'the index states no SHA-256', { url });
      return compareDigest(INDEX, fetched, stated, 'the index states', { url, yanked: line.yanked === true });
    });
    return { artifacts: [fetched.artifact], checks: [check, compareRecorded(fetched, integrity), signature] };
  },
};

/** The line of a version (https://doc.rust-lang.org/cargo/reference/registry-index.html#json-schema). */
function lineOf(index: Buffer, name: string, version: string): { cksum: unknown; yanked: unknown } | null {
  const wanted = Buffer.from(JSON.stringify(version));
  for (let start = 0; start < index.length; ) {
    const newline = index.indexOf(0x0a, start);
    const end = newline < 0 ? index.length : newline;
    const line = index.subarray(start, end);
    start = end + 1;
    if (!line.includes(wanted)) continue;
    const entry = parseJsonObject(line, `index of ${name}`);
    const said = memberOf(entry, 'name');
    if (entry.vers === version && typeof said === 'string' && sameCrate(said, name))
      return { cksum: entry.cksum, yanked: entry.yanked };
  }
  return null;
}
