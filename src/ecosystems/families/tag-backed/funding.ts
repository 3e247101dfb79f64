/**
 * A repository's FUNDING.yml as addresses:
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/displaying-a-sponsor-button-in-your-repository
 */
import { memberOf } from '../../../formats/json.ts';
import { webUrl } from '../whole-index/text.ts';

/** By the key of the file, what comes before the account. */
const PLATFORMS: [key: string, prefix: string][] = [
  ['github', 'https://github.com/sponsors/'],
  ['open_collective', 'https://opencollective.com/'],
  ['patreon', 'https://www.patreon.com/'],
  ['ko_fi', 'https://ko-fi.com/'],
  ['liberapay', 'https://liberapay.com/'],
  ['tidelift', 'https://tidelift.com/funding/github/'],
  ['buy_me_a_coffee', 'https://www.buymeacoffee.com/'],
];
const MAX_ACCOUNTS = 10;
const ACCOUNT = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,99}$/;
/** Tidelift's accounts are `platform/package`; npm's packages may have a scope. */
const PAIR = /^[a-z]{1,20}\/(?:@[A-Za-z0-9._-]{1,100}\/)?[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** `{github: ["octocat"], custom: ["https://example.org"]}`; each value is a text or a list of texts. */
export function fundingLinksOf(funding: unknown): string[] {
  const links = PLATFORMS.flatMap(([key, prefix]) =>
    textsAt(funding, key)
      .filter(account => (key === 'tidelift' ? PAIR : ACCOUNT).test(account))
      .map(account => `${prefix}${account}`),
  );
  const custom = textsAt(funding, 'custom')
    .map(webUrl)
    .filter(url => url !== null);
  return [...new Set([...links, ...custom])];
}

function textsAt(funding: unknown, key: string): string[] {
  const value = memberOf(funding, key);
  const list = Array.isArray(value) ? value.slice(0, MAX_ACCOUNTS) : [value];
  return list.filter(text => typeof text === 'string');
}
