/** What other rooms may use of the index service: pages, the command line, the server. */
export { type Change, type ChangeFeed, type ChangeListener, watchChanges } from './changes.ts';
export type { Live, LiveContext } from './live.ts';
export { lookupPurls } from './lookup.ts';
export type { LookupContext } from './lookup-fetch.ts';
export { watchPublishLag } from './publish-lag.ts';
export { ping, type QueueCounts, queueCounts } from './queue-status.ts';
export type { Fact, IndexStatus, LookupRow, PackageSummary, RegistryStatus, SearchHit } from './schemas.ts';
export { type SearchContext, type SearchRequest, type SearchResult, search } from './search.ts';
export { type StatusContext, status } from './status.ts';
