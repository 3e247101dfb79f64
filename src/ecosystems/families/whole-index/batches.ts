import type { PackageRecord } from '../../../core/records.ts';

/** Records in a batch: small enough to hold, large enough for one write. */
const BATCH = 1_000;

/** Single records as batches. */
export async function* inBatches(
  records: Iterable<PackageRecord> | AsyncIterable<PackageRecord>,
): AsyncGenerator<PackageRecord[]> {
  let batch: PackageRecord[] = [];
  for await (const record of records) {
    batch.push(record);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
