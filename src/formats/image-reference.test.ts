import { expect, it } from 'vitest';
import { dockerHubPurl, imageReference } from './image-reference.ts';

it('takes references apart', () => {
  const parts = (text: string) => {
    const found = imageReference(text);
    return found && [found.name, found.tag, found.digest, found.host];
  };
  expect(parts('ruby')).toEqual(['ruby', null, null, null]);
  expect(parts('ruby:3.1.2-alpine')).toEqual(['ruby', '3.1.2-alpine', null, null]);
  expect(parts('owner/app:1@sha256:ab')).toEqual(['owner/app', '1', 'sha256:ab', null]);
  expect(parts('app@sha256:ab')).toEqual(['app', null, 'sha256:ab', null]);
  expect(parts('reg.example:5000/a/b:1')).toEqual(['reg.example:5000/a/b', '1', null, 'reg.example:5000']);
  expect(parts('localhost/a')).toEqual(['localhost/a', null, null, 'localhost']);
  expect(parts('app:')).toEqual(['app', null, null, null]);
  for (const text of ['', ':1', '@sha256:ab', 'a/', 'a/:1']) expect(parts(text)).toBeNull();
});

it('knows images of Docker Hub', () => {
  expect(dockerHubPurl('ruby')).toEqual({ type: 'docker', namespace: null, name: 'ruby' });
  expect(dockerHubPurl('docker.io/owner/app')).toEqual({ type: 'docker', namespace: 'owner', name: 'app' });
  for (const name of ['ghcr.io/owner/app', 'localhost:5000/app', '${BASE}', ''])
    expect(dockerHubPurl(name)).toBeNull();
});
