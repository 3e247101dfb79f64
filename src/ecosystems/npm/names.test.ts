import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RegistryRef } from '../ecosystem.ts';
import { escapedName, names, pathName, purl } from './names.ts';

const registry = { name: 'npmjs.org', url: 'https://registry.example', isDefault: true } as RegistryRef;

describe('names of npm packages', () => {
  it('normalises white space and URL encoding, and keeps the case', () => {
    const cases = {
      ' react\n': 'react',
      JSONStream: 'JSONStream',
      '%40babel%2fcore': '@babel/core',
      '@babel%2Fcore': '@babel/core',
      '%40babel/core': '@babel/core',
      '@babel/core%2ffile': '@babel/core%2ffile',
      'a%2fb': 'a%2fb',
      '%2540babel%252fcore': '%2540babel%252fcore',
    };
    for (const [raw, expected] of Object.entries(cases)) {
      expect(names.normalise(raw), raw).toBe(expected);
      expect(names.normalise(expected), expected).toBe(expected);
    }
  });

  it('accepts names new and old', () => {
    const valid = [
      'react',
      '@babel/core',
      'JSONStream',
      '-',
      '--hiljson',
      '0',
      "it's-ok",
      'a~b',
      'crypto',
      '@a/_b',
    ];
    for (const name of [...valid, 'x'.repeat(214)]) expect(names.problem(name), name).toBeNull();
  });

  it('refuses what the registry cannot hold', () => {
    const invalid = {
      '': 'is empty',
      '.hidden': 'starts with a dot',
      '..': 'starts with a dot',
      _private: 'starts with an underscore',
      node_modules: 'is a reserved name',
      'Favicon.ICO': 'is a reserved name',
      '@scope': 'has a scope but no name',
      '@scope/': 'has characters that are not URL-safe',
      '@/name': 'has characters that are not URL-safe',
      '@a/b/c': 'has characters that are not URL-safe',
      'a/b': 'has characters that are not URL-safe',
      'a b': 'has characters that are not URL-safe',
      'a;rm -rf /': 'has characters that are not URL-safe',
      'a%2fb': 'has characters that are not URL-safe',
      'a\0': 'has characters that are not URL-safe',
      é: 'has characters that are not URL-safe',
      '@scope/..': 'has a part that starts with a dot',
      '@../name': 'has a part that starts with a dot',
      'a\n': 'has characters that are not URL-safe',
      ['x'.repeat(215)]: 'is longer than 214 characters',
    };
    for (const [name, expected] of Object.entries(invalid)) expect(names.problem(name), name).toBe(expected);
  });

  it('knows the scope', () => {
    expect(names.namespace('@babel/core')).toBe('babel');
    expect(names.namespace('react')).toBeNull();
  });

  it('makes and reads purls', () => {
    expect(purl.toPurl('@babel/core', registry)).toEqual({ namespace: '@babel', name: 'core' });
    expect(purl.toPurl('react', registry)).toEqual({ namespace: null, name: 'react' });
    const from = (namespace: string | null, name: string) =>
      purl.fromPurl({ namespace, name, qualifiers: {} }, registry);
    expect(from('@babel', 'core')).toBe('@babel/core');
    expect(from('%40babel', 'core')).toBe('@babel/core');
    expect(from(null, '@babel/core')).toBe('@babel/core');
    expect(from('babel', 'core')).toBeNull();
    expect(from('@babel/x', 'core')).toBeNull();
    expect(from(null, '..')).toBeNull();
  });

  it('writes names into URLs', () => {
    expect(escapedName('@babel/core')).toBe('@babel%2Fcore');
    expect(pathName('@babel/core')).toBe('@babel/core');
    expect(escapedName('../x?y#z')).toBe('..%2Fx%3Fy%23z');
  });

  const recorded = new URL('../../../../shared/fixtures/registries/npm/names.json', import.meta.url);
  it.skipIf(!existsSync(recorded))('accepts every name of a recorded list', () => {
    const list: string[] = JSON.parse(readFileSync(recorded, 'utf8'));
    expect(list.length).toBeGreaterThan(100);
    expect(list.filter(name => names.problem(names.normalise(name)) !== null)).toEqual([]);
  });
});
