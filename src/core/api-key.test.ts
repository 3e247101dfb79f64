import { describe, expect, it } from 'vitest';
import { hashKey, KEY_PATTERN, makeKey, readKey } from './api-key.ts';

describe('API keys', () => {
  it('have the form that scanners look for, and read back', () => {
    const key = makeKey('self', 'k');
    expect(key).toMatch(/^eco_self_k_[0-9A-Za-z]{28}$/);
    expect(KEY_PATTERN.exec(`curl -H "X-API-Key: ${key}" https://x`)?.[0]).toBe(key);
    expect(readKey(key)).toEqual({ environment: 'self', kind: 'k', last4: key.slice(-4) });
  });

  it('carry the CRC-32 of what comes before, in base 62', () => {
    // Python: zlib.crc32(b'eco_live_k_' + b'0' * 22) is 2043455819; its digits in base 62 are those of 2EI8Cp.
    const head = `eco_live_k_${'0'.repeat(22)}`;
    expect(readKey(`${head}2EI8Cp`)).toEqual({ environment: 'live', kind: 'k', last4: 'I8Cp' });
    expect(readKey(`${head}000000`)).toBeNull();
  });

  it('are refused when one character is another one', () => {
    const key = makeKey('live', 'r');
    for (let at = 0; at < key.length; at++) {
      const other = key[at] === 'a' ? 'b' : 'a';
      expect(readKey(key.slice(0, at) + other + key.slice(at + 1))).toBeNull();
    }
    expect(readKey(`${key} `)).toBeNull();
    expect(readKey('')).toBeNull();
  });

  it('are all different', () => {
    expect(new Set(Array.from({ length: 1000 }, () => makeKey('test', 'w'))).size).toBe(1000);
  });

  it('are stored as SHA-256', () => {
    // printf abc | sha256sum
    expect(hashKey('abc').toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
