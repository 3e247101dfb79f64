/**
 * Names of repositories on Docker Hub: https://docs.docker.com/docker-hub/repos/create/ and
 * https://github.com/distribution/reference.
 */
import type { NameRules, PurlRules } from '../ecosystem.ts';

const MAX_LENGTH = 1_000;

/** Hosts that mean Docker Hub in front of a name, and the path of its pages for official images. */
const FRONT =
  /^(?:(?:https?:\/\/)?(?:(?:index\.|registry-1\.)?docker\.io|(?:registry\.)?hub\.docker\.com)\/(?:(?:r|_)\/)?|_\/)/;

/** Lower case. The host of Docker Hub goes, and a bare name is the official image `library/name`. */
function normalise(name: string): string {
  let text = lower(name.trim()).replaceAll('%2f', '/').trim();
  if (text.length > MAX_LENGTH) return text;
  for (
    let shorter = text.replace(FRONT, '').trim();
    shorter !== text;
    shorter = text.replace(FRONT, '').trim()
  )
    text = shorter;
  return text !== '' && !text.includes('/') ? `library/${text}` : text;
}

/** Letters of other alphabets are left alone: some change more than once, and none is valid. */
function lower(text: string): string {
  return text.replaceAll(/[A-Z]+/g, letters => letters.toLowerCase());
}

function problem(name: string): string | null {
  const [owner = '', image, ...more] = name.split('/', 3);
  if (name === '' || image === undefined || more.length > 0) return 'is not of the form namespace/name';
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  if (!isPart(owner) || !isPart(image))
    return 'has a part that is not made of lower-case letters and digits with single separators between them';
  return null;
}

/** Letters and digits, with `.`, `_`, `__` or any number of hyphens between them. */
function isPart(text: string): boolean {
  if (!/^[a-z0-9._-]+$/.test(text)) return false;
  return text.split(/[a-z0-9]+/).every((separator, index, { length }) => {
    if (index === 0 || index === length - 1) return separator === '';
    return separator === '.' || separator === '_' || separator === '__' || /^-+$/.test(separator);
  });
}

function namespace(name: string): string | null {
  const slash = name.indexOf('/');
  return slash > 0 ? name.slice(0, slash) : null;
}

export const names = { normalise, problem, namespace } satisfies NameRules;

/** purl type `docker`: without a namespace it is an official image. */
export const purl: PurlRules = {
  type: 'docker',
  toPurl(name) {
    const slash = name.indexOf('/');
    return slash > 0
      ? { namespace: name.slice(0, slash), name: name.slice(slash + 1) }
      : { namespace: null, name };
  },
  fromPurl({ namespace: owner, name }) {
    const full = normalise(owner === null ? name : `${owner}/${name}`);
    return problem(full) === null ? full : null;
  },
};

export function isOfficial(name: string): boolean {
  return name.startsWith('library/');
}
