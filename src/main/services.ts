/** Every service that the program has. */
import accounts from '../services/accounts/index.ts';
import admin from '../services/admin/index.ts';
import advisories from '../services/advisories/index.ts';
import archives from '../services/archives/index.ts';
import attest from '../services/attest/index.ts';
import billing from '../services/billing/index.ts';
import device from '../services/device/index.ts';
import diff from '../services/diff/index.ts';
import digest from '../services/digest/index.ts';
import graph from '../services/graph/index.ts';
import indexApi from '../services/index-api/index.ts';
import licenses from '../services/licenses/index.ts';
import limits from '../services/limits/index.ts';
import osv from '../services/osv/index.ts';
import packages from '../services/packages/index.ts';
import parser from '../services/parser/index.ts';
import { resolution, resolve } from '../services/resolve/index.ts';
import sbom from '../services/sbom/index.ts';
import type { Service } from '../services/service.ts';
import usage from '../services/usage/index.ts';

export const services: readonly Service[] = [
  packages,
  indexApi,
  graph,
  parser,
  archives,
  digest,
  licenses,
  diff,
  sbom,
  resolve,
  resolution,
  attest,
  osv,
  advisories,
  limits,
  usage,
  billing,
  accounts,
  device,
  admin,
];
