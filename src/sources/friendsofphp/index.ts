import type { Source } from '../source.ts';

export default {
  id: 'friendsofphp',
  name: 'PHP Security Advisories Database',
  url: 'https://github.com/FriendsOfPHP/security-advisories',
  license: 'Unlicense',
  terms: 'Public domain, https://github.com/FriendsOfPHP/security-advisories/blob/master/LICENSE',
  gives: 'advisories',
  ecosystems: ['packagist'],
  origin: { kind: 'git', url: 'https://github.com/FriendsOfPHP/security-advisories' },
  load: async () => (await import('./reader.ts')).reader,
} satisfies Source;
