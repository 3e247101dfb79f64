/** For registries that offer nothing of their own: the file must still be the one whose digest the index keeps. */
import { type AttestReader, checked } from '../../attest.ts';
import { compareRecorded, fetchArtifact, fileNameOf, integrityDigest } from './artifact.ts';

export const reader: AttestReader = {
  async attest(context, { integrity, downloadUrl }) {
    const subject = {
      id: 'recorded-digest',
      title: 'file against the digest that this index recorded',
      aspect: 'integrity',
    } as const;
    const stated = integrityDigest(integrity);
    if (stated === null || downloadUrl === null) {
      const why =
        downloadUrl === null
          ? 'the registry serves no single file of a release'
          : 'the registry states no digest';
      return { artifacts: [], checks: [checked(subject, 'not-offered', why)] };
    }
    const fetched = await fetchArtifact(context, {
      name: fileNameOf(downloadUrl),
      url: downloadUrl,
      hashes: [...new Set([stated.algorithm, 'sha256' as const])],
    });
    return { artifacts: [fetched.artifact], checks: [compareRecorded(fetched, integrity)] };
  },
};
