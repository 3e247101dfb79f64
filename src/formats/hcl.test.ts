/** Expected values are worked out by hand from https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md. */
import { expect, it } from 'vitest';
import { type HclBody, parseHcl } from './hcl.ts';

const plain = (body: HclBody): unknown => ({
  ...Object.fromEntries([...body.attributes].map(([name, { value }]) => [name, unmapped(value)])),
  ...(body.blocks.length > 0 && { blocks: body.blocks.map(one => [one.type, one.labels, plain(one.body)]) }),
});
const unmapped = (value: unknown): unknown =>
  value instanceof Map ? Object.fromEntries([...value].map(([key, item]) => [key, unmapped(item)])) : value;

it('reads blocks and attributes', () => {
  const text = `# comment
terraform { // comment
  required_version = ">= 1.0" /* a
  comment */
  required_providers {
    aws = {
      source  = "hashicorp/aws", version = "~> 4.0"
      configuration_aliases = [aws.east]
    }
    "quoted" = "a\\"b"
  }
}
module "vpc" { source = "./vpc" }
`;
  expect(plain(parseHcl(text, 'x'))).toEqual({
    blocks: [
      [
        'terraform',
        [],
        {
          required_version: '>= 1.0',
          blocks: [
            [
              'required_providers',
              [],
              {
                aws: { source: 'hashicorp/aws', version: '~> 4.0', configuration_aliases: [null] },
                quoted: 'a"b',
              },
            ],
          ],
        },
      ],
      ['module', ['vpc'], { source: './vpc' }],
    ],
  });
  expect(parseHcl(text, 'x').blocks[1]?.line).toBe(13);
});

it('evaluates nothing', () => {
  const text = `a = var.x
b = "\${var.y}-\${f("}\\"")}"
c = cond ? { x = 1 } : [
  1
]
d = <<-EOT
  e = "no"
  EOT
f = [for x in y : { k = "v" }]
g = f({
  h = "no"
})
i = "$\${plain}"
j = "yes"
`;
  expect(plain(parseHcl(text, 'x'))).toEqual({
    a: null,
    b: null,
    c: null,
    d: null,
    f: [null],
    g: null,
    i: null,
    j: 'yes',
  });
});

it('survives what is cut short or no HCL', () => {
  expect(plain(parseHcl('a = {b = "c"', 'x'))).toEqual({ a: { b: 'c' } });
  expect(plain(parseHcl('a = "b', 'x'))).toHaveProperty('a');
  expect(plain(parseHcl('}}}{]( = "', 'x'))).toEqual({});
  expect(plain(parseHcl('__proto__ = "a"\n', 'x'))).toEqual(Object.fromEntries([['__proto__', 'a']]));
  expect(() => parseHcl('a {'.repeat(102), 'x')).toThrow('deeper than 100 levels');
  expect(parseHcl(`a = ${'['.repeat(100_000)}`, 'x').attributes.size).toBe(1);
});
