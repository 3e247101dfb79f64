import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { moduleAddress, providerAddress } from './addresses.ts';
import { configuration } from './configuration.ts';
import index from './index.ts';
import { providerLock } from './provider-lock.ts';

const input = (text: string) => manifestInput('x', Buffer.from(text));

it('reads addresses', () => {
  expect(providerAddress('aws')).toEqual({ name: 'hashicorp/aws', source: null });
  expect(providerAddress('registry.terraform.io/owner/x')).toEqual({ name: 'owner/x', source: null });
  expect(providerAddress('host.example/owner/x')).toEqual({
    name: 'host.example/owner/x',
    source: 'host.example',
  });
  expect(moduleAddress('owner/vpc/aws//modules/a')).toEqual({
    name: 'owner/vpc/aws',
    ref: null,
    local: false,
    source: null,
  });
  expect(moduleAddress('host.example/owner/vpc/aws').source).toBe('host.example');
  expect(moduleAddress('github.com/owner/repo//sub?ref=v1')).toMatchObject({
    name: 'github.com/owner/repo',
    ref: 'v1',
  });
  expect(moduleAddress('git::https://user:token@host.example/vpc.git//sub?ref=v1.2.0&depth=1')).toEqual({
    name: 'https://host.example/vpc.git',
    ref: 'v1.2.0',
    local: false,
    source: 'git::https://host.example/vpc.git//sub?ref=v1.2.0&depth=1',
  });
});

it('reads configuration', () => {
  const { dependencies, unresolved } = configuration.parse(
    input(`terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 4.0" }
    cloud = { source = "owner/other" }
    old = "~> 2.0"
    odd = { source = "owner/odd", version = local.version }
  }
}
provider "google" { version = "1.2" }
provider "aws" { region = "x" }
module "vpc" {
  source  = "owner/vpc/aws"
  version = ">= 3.0"
}
module "here" { source = "./modules/here" }
module "computed" { source = "\${var.place}/x" }
`),
  );
  expect(dependencies).toMatchObject([
    { name: 'hashicorp/aws', requirement: '~> 4.0', type: 'provider', alias: null },
    { name: 'owner/other', requirement: '*', alias: 'cloud' },
    { name: 'hashicorp/old', requirement: '~> 2.0' },
    { name: 'owner/odd', requirement: '*', unresolved: true },
    { name: 'hashicorp/google', requirement: '1.2' },
    { name: 'owner/vpc/aws', requirement: '>= 3.0', type: 'module', alias: 'vpc', local: false },
    { name: './modules/here', requirement: '*', local: true },
  ]);
  expect(unresolved).toEqual([{ what: 'the source of a module is computed', line: 16 }]);
});

it('reads the lockfile', () => {
  const { dependencies } = providerLock.parse(
    input(`provider "registry.terraform.io/hashicorp/aws" {
  version     = "4.67.0"
  constraints = "~> 4.0"
  hashes = [
    "zh:00",
    "h1:abc=",
  ]
}
`),
  );
  expect(dependencies).toMatchObject([
    { name: 'hashicorp/aws', requirement: '4.67.0', type: 'provider', integrity: 'h1:abc=', direct: null },
  ]);
});

it('gives purls of modules of the registry', () => {
  expect(index.purl('owner/vpc/aws')).toEqual({ type: 'terraform', namespace: 'owner/aws', name: 'vpc' });
  for (const name of ['hashicorp/aws', './a/b', 'https://host.example/a', 'github.com/a/b', 'a/b/c/d'])
    expect(index.purl(name)).toBeNull();
});
