import { describe, expect, it } from 'vitest';
import cases from './fixtures/conformance.ts';
import { links } from './links.ts';
import { purl } from './names.ts';

const [main] = cases.registries;
const NAME = 'prometheus-community/prometheus';

describe('a chart', () => {
  it('has pages and addresses', () => {
    expect(links.page(main, NAME, '27.20.0')).toBe(
      'https://artifacthub.io/packages/helm/prometheus-community/prometheus/27.20.0',
    );
    expect(links.documentation(main, NAME)).toBe(
      'https://artifacthub.io/packages/helm/prometheus-community/prometheus',
    );
    expect(links.check(main, NAME)).toBe(
      'https://artifacthub.io/api/v1/packages/helm/prometheus-community/prometheus',
    );
    expect(links.page(main, 'prometheus')).toBeNull();
    const content_url = 'https://example.org/x-1.0.0.tgz';
    expect(links.download(main, NAME, '1.0.0', { content_url })).toBe(content_url);
    for (const wrong of [{}, { content_url: 'javascript:alert(1)' }, { content_url: 7 }])
      expect(links.download(main, NAME, '1.0.0', wrong)).toBeNull();
  });

  it('is installed by a command', () => {
    expect(links.install(main, NAME)).toBe('helm install prometheus prometheus-community/prometheus');
    expect(links.install(main, NAME, '27.20.0')).toBe(
      'helm install prometheus prometheus-community/prometheus --version 27.20.0',
    );
    expect(links.install(main, 'prometheus')).toBeNull();
  });

  it('is found by its purl', () => {
    expect(purl.fromPurl({ namespace: 'Argo', name: 'argo-cd', qualifiers: {} }, main)).toBe('argo/argo-cd');
    expect(purl.fromPurl({ namespace: null, name: 'argo/argo-cd', qualifiers: {} }, main)).toBe(
      'argo/argo-cd',
    );
    expect(purl.fromPurl({ namespace: null, name: 'argo-cd', qualifiers: {} }, main)).toBeNull();
  });
});
