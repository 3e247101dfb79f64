import { describe, expect, it } from 'vitest';
import { readEmail, readName } from './people.ts';

describe('an address', () => {
  it.each([
    ['a@example.org', 'a@example.org'],
    [' First.Last+tag@Example.ORG ', 'First.Last+tag@example.org'],
    ["o'neill@mail.example.co", "o'neill@mail.example.co"],
    ['jörg@exämple.org', 'jörg@exämple.org'],
  ])('%s is %s', (given, email) => expect(readEmail(given)).toBe(email));

  it.each([
    '',
    'a',
    '@example.org',
    'a@',
    'a@localhost',
    'a@example.org,b@example.org',
    'a@example.org\nbcc: b@example.org',
    '"a b"@example.org',
    'a <a@example.org>',
    'a@b@example.org',
    '.a@example.org',
    'a..b@example.org',
    'a@-example.org',
    'a@example..org',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}.org`,
  ])('%j is none', given => expect(() => readEmail(given)).toThrow('email must be an e-mail address'));
});

describe('a name', () => {
  it('is kept as it is written', () => {
    expect(readName('  <b>Example & Söhne</b> ')).toBe('<b>Example & Söhne</b>');
  });
  it.each(['', '  ', 'a\nb', 'a\u202eb', 'a\u0000', 'x'.repeat(101)])('%j is none', given =>
    expect(() => readName(given, 'title')).toThrow(/^title must be/),
  );
});
