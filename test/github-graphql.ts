/**
 * A server that speaks GitHub's GraphQL over HTTP as far as security advisories go: a stand-in for what cannot be reached from a test.
 * What it checks and answers is that of https://docs.github.com/en/graphql/reference/queries#securityadvisories: a bearer token, pages of
 * `first` nodes by opaque cursors, `updatedSince` inclusive, `classifications` of which GENERAL alone is the default, the order that is
 * asked for, and errors in an answer of status 200.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeAdvisory {
  ghsaId: string;
  updatedAt: string;
  classification?: 'GENERAL' | 'MALWARE';
  summary?: string;
  withdrawnAt?: string;
  vulnerabilities: { ecosystem: string; name: string; range: string; patched?: string }[];
}

export interface FakeGithub {
  url: string;
  host: string;
  /** What it has; tests change it. */
  advisories: FakeAdvisory[];
  /** Nodes of a page whatever `first` says, so that a few advisories make several pages. */
  pageSize: number;
  /** Of every request, in their order. */
  asked: { after: string | null; since: string | null; id: string | null }[];
  /** Called before each answer; what it gives is answered instead. */
  instead: (count: number) => { status: number; headers?: Record<string, string>; body: unknown } | null;
  stop(): Promise<void>;
}

const TOKEN = 'fake-token';

export async function startGithub(): Promise<FakeGithub & { token: string }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const { status, headers, body } = answer(
        request.method ?? '',
        request.headers.authorization,
        Buffer.concat(chunks).toString('utf8'),
      );
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const github: FakeGithub & { token: string } = {
    url: `http://${host}/graphql`,
    host,
    token: TOKEN,
    advisories: [],
    pageSize: 2,
    asked: [],
    instead: () => null,
    stop: () => new Promise<void>(resolve => server.close(() => resolve())),
  };

  function answer(method: string, authorization: string | undefined, text: string): Answer {
    if (method !== 'POST') return { status: 404, body: { message: 'Not Found' } };
    if (authorization?.toLowerCase() !== `bearer ${TOKEN}`)
      return { status: 401, body: { message: 'Bad credentials' } };
    const { query, variables } = JSON.parse(text) as {
      query: string;
      variables: Record<string, string | null>;
    };
    github.asked.push({
      after: variables.after ?? null,
      since: variables.since ?? null,
      id: variables.id ?? null,
    });
    const other = github.instead(github.asked.length);
    if (other) return other;
    if (query.includes('securityAdvisories('))
      return { status: 200, body: { data: listOf(query, variables) } };
    const found = github.advisories.find(({ ghsaId }) => ghsaId === variables.id);
    const securityAdvisory = found && { vulnerabilities: vulnerabilitiesOf(found, variables.after ?? null) };
    return { status: 200, body: { data: { securityAdvisory: securityAdvisory ?? null } } };
  }

  function listOf(query: string, { after, since }: Record<string, string | null>) {
    const isUsed = (name: string) => new RegExp(`:\\s*\\$${name}\\b`).test(query);
    const hasMalware = /classifications:\s*\[[^\]]*MALWARE/.test(query);
    const isAscending = /orderBy:\s*\{\s*field:\s*UPDATED_AT,\s*direction:\s*ASC/.test(query);
    const found = github.advisories
      .filter(of => hasMalware || of.classification !== 'MALWARE')
      .filter(of => !isUsed('since') || since == null || Date.parse(of.updatedAt) >= Date.parse(since))
      .sort((a, b) => (Date.parse(a.updatedAt) - Date.parse(b.updatedAt)) * (isAscending ? 1 : -1));
    return { securityAdvisories: paged(found, isUsed('after') ? (after ?? null) : null, nodeOf) };
  }

  function nodeOf(of: FakeAdvisory) {
    return {
      ghsaId: of.ghsaId,
      summary: of.summary ?? `About ${of.ghsaId}`,
      description: 'Deep.',
      severity: 'HIGH',
      classification: of.classification ?? 'GENERAL',
      permalink: `https://github.com/advisories/${of.ghsaId}`,
      publishedAt: '2024-01-01T00:00:00Z',
      updatedAt: of.updatedAt,
      withdrawnAt: of.withdrawnAt ?? null,
      identifiers: [{ type: 'GHSA', value: of.ghsaId }],
      references: [],
      cwes: { nodes: [] },
      cvssSeverities: { cvssV3: { score: 0, vectorString: null }, cvssV4: { score: 0, vectorString: null } },
      vulnerabilities: vulnerabilitiesOf(of, null),
    };
  }

  function vulnerabilitiesOf(of: FakeAdvisory, after: string | null) {
    return paged(of.vulnerabilities, after, ({ ecosystem, name, range, patched }) => ({
      package: { ecosystem, name },
      severity: 'HIGH',
      vulnerableVersionRange: range,
      firstPatchedVersion: patched === undefined ? null : { identifier: patched },
    }));
  }

  function paged<T>(list: readonly T[], after: string | null, node: (of: T) => unknown) {
    const from = after === null ? 0 : Number(Buffer.from(after, 'base64').toString());
    const to = Math.min(from + github.pageSize, list.length);
    return {
      pageInfo: { hasNextPage: to < list.length, endCursor: Buffer.from(String(to)).toString('base64') },
      nodes: list.slice(from, to).map(node),
    };
  }

  return github;
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: unknown;
}
