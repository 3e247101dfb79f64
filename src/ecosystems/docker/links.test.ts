import { describe, expect, it } from 'vitest';
import cases from './fixtures/conformance.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

const [main] = cases.registries;

describe('an image', () => {
  it('has pages and addresses', () => {
    expect(links.page(main, 'grafana/grafana')).toBe('https://hub.docker.com/r/grafana/grafana');
    expect(links.page(main, 'library/nginx')).toBe('https://hub.docker.com/_/nginx');
    expect(links.page(main, 'library/nginx', '1.27')).toBe('https://hub.docker.com/_/nginx/tags?name=1.27');
    expect(links.check(main, 'library/nginx')).toBe('https://hub.docker.com/v2/repositories/library/nginx/');
    expect(links.page(main, 'nginx')).toBeNull();
    expect(links.check(main, '../x')).toBeNull();
  });

  it('is pulled by a command', () => {
    expect(links.install(main, 'library/nginx')).toBe('docker pull library/nginx');
    expect(links.install(main, 'grafana/grafana', '11.0.0')).toBe('docker pull grafana/grafana:11.0.0');
    expect(links.install(main, 'a;b')).toBeNull();
  });

  it('is found by purls of every form', () => {
    const from = (namespace: string | null, name: string) =>
      purl.fromPurl({ namespace, name, qualifiers: {} }, main);
    expect(from(null, 'nginx')).toBe('library/nginx');
    expect(from(null, 'library/nginx')).toBe('library/nginx');
    expect(from('Grafana', 'grafana')).toBe('grafana/grafana');
    expect(from('docker.io/grafana', 'loki')).toBe('grafana/loki');
    expect(from('ghcr.io/grafana', 'loki')).toBeNull();
    expect(purl.toPurl('library/nginx', main)).toEqual({ namespace: 'library', name: 'nginx' });
  });

  it('of ten thousand separators is refused at once', () => {
    expect(names.problem(`a/${'a-'.repeat(10_000)}`)).not.toBeNull();
    expect(names.normalise(`${'docker.io/'.repeat(3)}nginx`)).toBe('library/nginx');
  });
});
