/** `packrat.lock`, https://rstudio.github.io/packrat/: a record on the lock itself, then a record a package. */
import { dependency, type ManifestReader } from '../../manifest.ts';
import { dcfRecords, requiredIn } from './dcf.ts';
import { lockedGraph } from './locked-graph.ts';

export const packratLock: ManifestReader = {
  parse(input) {
    const records = dcfRecords(input.text).filter(record => record.get('Package'));
    const dependencies = records.map(record => {
      const source = record.get('Source') ?? 'CRAN';
      const [user, repository, sha] = ['GithubUsername', 'GithubRepo', 'GithubSha1'].map(field =>
        record.get(field),
      );
      const git =
        user && repository ? `https://github.com/${user}/${repository}${sha ? `#${sha}` : ''}` : null;
      return dependency(record.get('Package') as string, record.get('Version') || null, 'runtime', {
        local: source === 'source' ? true : null,
        source: git ?? (source === 'CRAN' ? null : (record.get('SourcePath') ?? source)),
      });
    });
    const locked = () =>
      records.map(record => ({
        name: record.get('Package') as string,
        version: record.get('Version') || null,
        requires: requiredIn(record.get('Requires') ?? '').map(({ name }) => name),
      }));
    return { dependencies, project: null, graph: () => lockedGraph(locked()) };
  },
};
