/** What is asked of GitHub's GraphQL, https://docs.github.com/en/graphql/reference/queries#securityadvisories: what `advisory.ts` reads. */

/** Nodes of a page: the most that GitHub gives. */
export const PAGE = 100;

const VULNERABILITIES = `pageInfo { hasNextPage endCursor }
      nodes { package { ecosystem name } severity vulnerableVersionRange firstPatchedVersion { identifier } }`;

/** By their last change, the oldest first, so that a walk which ends early can be taken up; malware only comes when it is named. */
export const ADVISORIES = `query ($after: String, $since: DateTime) {
  securityAdvisories(
    first: ${PAGE}, after: $after, updatedSince: $since,
    classifications: [GENERAL, MALWARE], orderBy: { field: UPDATED_AT, direction: ASC }
  ) {
    pageInfo { hasNextPage endCursor }
    nodes {
      ghsaId summary description severity classification permalink publishedAt updatedAt withdrawnAt
      identifiers { type value } references { url } cwes(first: 50) { nodes { cweId } }
      cvssSeverities { cvssV3 { score vectorString } cvssV4 { score vectorString } }
      vulnerabilities(first: ${PAGE}) { ${VULNERABILITIES} }
    }
  }
}`;

/** Further packages of one advisory that names more than a page of them. */
export const FURTHER = `query ($id: String!, $after: String) {
  securityAdvisory(ghsaId: $id) {
    vulnerabilities(first: ${PAGE}, after: $after) { ${VULNERABILITIES} }
  }
}`;
