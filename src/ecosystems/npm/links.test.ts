import { describe, expect, it } from 'vitest';
import type { RegistryRef } from '../ecosystem.ts';
import { links } from './links.ts';

const main = { name: 'npmjs.org', url: 'https://registry.example', isDefault: true } as RegistryRef;
const internal = { ...main, name: 'internal', url: 'https://npm.internal.example/base', isDefault: false };

describe('links of npm packages', () => {
  it('lead to pages, tarballs and people', () => {
    expect(links.page(main, '@babel/core')).toBe('https://www.npmjs.com/package/@babel/core');
    expect(links.page(main, 'react', '18.3.1')).toBe('https://www.npmjs.com/package/react/v/18.3.1');
    expect(links.page(internal, 'react')).toBeNull();
    expect(links.download(main, '@babel/core', '7.0.0', {})).toBe(
      'https://registry.example/@babel/core/-/core-7.0.0.tgz',
    );
    expect(links.download(internal, 'react', '1.0.0-rc.1', {})).toBe(
      'https://npm.internal.example/base/react/-/react-1.0.0-rc.1.tgz',
    );
    expect(links.check(main, '@babel/core')).toBe('https://registry.example/@babel%2Fcore');
    expect(links.maintainer(main, { uuid: 'a', login: 'a b' })).toBe('https://www.npmjs.com/~a%20b');
    expect(links.maintainer(main, { uuid: 'a@example.org', login: null })).toBeNull();
    expect(links.maintainer(internal, { uuid: 'a', login: 'a' })).toBeNull();
    expect(links.documentation(main, 'react')).toBeNull();
  });

  it('give install commands', () => {
    expect(links.install(main, '@babel/core', '7.0.0')).toBe('npm install @babel/core@7.0.0');
    expect(links.install(main, 'react')).toBe('npm install react');
    expect(links.install(main, '--hiljson')).toBe('npm install -- --hiljson');
    expect(links.install(main, "it's")).toBe("npm install 'it'\\''s'");
    expect(links.install(internal, 'react')).toBe(
      'npm install --registry=https://npm.internal.example/base react',
    );
    expect(links.install(main, 'a;rm -rf /')).toBeNull();
  });
});
