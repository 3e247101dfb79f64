import { describe, expect, it } from 'vitest';
import cases from './fixtures/conformance.ts';
import { links } from './links.ts';
import { names, purl } from './names.ts';

const [main, internal] = cases.registries;
const NAME = 'terraform-aws-modules/vpc/aws';

describe('a module', () => {
  it('has pages and addresses', () => {
    expect(links.page(main, NAME)).toBe(
      'https://registry.terraform.io/modules/terraform-aws-modules/vpc/aws',
    );
    expect(links.documentation(main, NAME, '6.6.0')).toBe(
      'https://registry.terraform.io/modules/terraform-aws-modules/vpc/aws/6.6.0',
    );
    expect(links.download(main, NAME, '6.6.0', {})).toBe(
      'https://registry.terraform.io/v1/modules/terraform-aws-modules/vpc/aws/6.6.0/download',
    );
    expect(links.check(main, NAME)).toBe(
      'https://registry.terraform.io/v1/modules/terraform-aws-modules/vpc/aws',
    );
    expect(links.page(main, 'vpc')).toBeNull();
  });

  it('is copied by a command, which takes no version', () => {
    expect(links.install(main, NAME)).toBe('terraform init -from-module=terraform-aws-modules/vpc/aws');
    expect(internal && links.install(internal, NAME)).toBe(
      'terraform init -from-module=tf.internal.example/terraform-aws-modules/vpc/aws',
    );
    expect(links.install(main, NAME, '6.6.0')).toBeNull();
  });

  it('is found by purls of either form', () => {
    expect(purl.fromPurl({ namespace: 'terraform-aws-modules/aws', name: 'vpc', qualifiers: {} }, main)).toBe(
      NAME,
    );
    expect(purl.fromPurl({ namespace: null, name: NAME, qualifiers: {} }, main)).toBe(NAME);
    expect(purl.fromPurl({ namespace: 'aws', name: 'vpc', qualifiers: {} }, main)).toBeNull();
    expect(purl.fromPurl({ namespace: 'a/b/c', name: 'vpc', qualifiers: {} }, main)).toBeNull();
    expect(names.namespace(NAME)).toBe('terraform-aws-modules');
  });
});
