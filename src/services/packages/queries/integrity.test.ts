import { describe, expect, it } from 'vitest';
import { InputError } from '../../../core/errors.ts';
import { integritySpellings, spellings } from './integrity.ts';

// sha256 and sha1 of the empty text, as published by NIST; base64 by `xxd -r -p | base64`.
const SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const SHA256_BASE64 = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
const SHA1 = 'da39a3ee5e6b4b0d3255bfef95601890afd80709';
const SHA1_BASE64 = '2jmj7l5rSw0yVb/vlWAYkK/YBwk=';
const both256 = [`sha256-${SHA256}`, `sha256-${SHA256_BASE64}`];

describe('spellings of a digest', () => {
  it.each([
    [SHA256, both256],
    [SHA256.toUpperCase(), both256],
    [`sha256-${SHA256}`, both256],
    [`SHA256-${SHA256_BASE64}`, both256],
    [`sha256-${SHA256_BASE64.replace('=', '')}?option`, both256],
    [SHA1, [`sha1-${SHA1}`, `sha1-${SHA1_BASE64}`]],
    [`sha256-${SHA256_BASE64} sha1-${SHA1}`, [...both256, `sha1-${SHA1}`, `sha1-${SHA1_BASE64}`]],
  ])('%s', (text, expected) => {
    expect(integritySpellings(text)).toEqual(expected);
  });

  it.each([
    '',
    'sha256-',
    'sha256',
    `sha256-${SHA1}`,
    'sha999-abcd',
    '__proto__-abcd',
    SHA256.slice(1),
    'x'.repeat(9999),
  ])('refuses %j', text => {
    expect(() => integritySpellings(text)).toThrow(InputError);
  });

  it('refuses the digest of another algorithm, naming the field', () => {
    expect(() => spellings('sha1', SHA256, 'sha1')).toThrow(/^sha1: not a digest/);
  });
});
