import { expect, test } from 'vitest';
import { perlTokens } from './perl-tokens.ts';

const read = (text: string) => perlTokens(text, 'test').map(token => `${token.kind}:${token.text}`);

test('words, texts, numbers, variables and signs', () => {
  expect(read(`requires 'Foo::Bar', "1.0" => 0.98; # 'a comment'\n$x->{y} = v5.10.1;`)).toEqual([
    'word:requires',
    'text:Foo::Bar',
    'sign:,',
    'text:1.0',
    'sign:=>',
    'word:0.98',
    'sign:;',
    'variable:$x',
    'sign:->',
    'sign:{',
    'word:y',
    'sign:}',
    'sign:=',
    'word:v5.10.1',
    'sign:;',
  ]);
});

test('quotations with letters, and words that only look like them', () => {
  expect(read('q(a (b)) qw/ c d / qq{e} s{x}{y} m|z| q => 1, tr/a/b/;')).toEqual([
    'text:a (b)',
    'list: c d ',
    'text:e',
    'text:x',
    'text:z',
    'word:q',
    'sign:=>',
    'word:1',
    'sign:,',
    'text:a',
    'sign:;',
  ]);
});

test('patterns, documentation, here-documents and what comes after the end', () => {
  const text = `if ($x =~ /it's/) { a }

=head1 it's

=cut

print <<"END", b;
it's (
END
c
__END__
it's`;
  expect(read(text)).toEqual([
    'word:if',
    'sign:(',
    'variable:$x',
    'sign:=~',
    'sign:)',
    'sign:{',
    'word:a',
    'sign:}',
    'word:print',
    'text:',
    'sign:,',
    'word:b',
    'sign:;',
    'word:c',
  ]);
  expect(perlTokens(text, 'test').at(-1)?.line).toBe(10);
});

test('texts with variables are marked', () => {
  expect(perlTokens(`"a $b" 'a $b'`, 'test').map(token => token.computed)).toEqual([true, false]);
});
