// How fast purls are parsed and built, beside packageurl-js, on purls as SBOMs and lockfiles hold them.
// Prints operations a second (best of 9 rounds, the two taking turns) and the ratio.
import { PackageURL } from 'packageurl-js';
import { buildPurl, parsePurl } from '../dist/core/purl/index.js';

const PURLS = [
  'pkg:npm/react@18.2.0',
  'pkg:npm/%40babel/core@7.24.0',
  'pkg:npm/%40types/node@20.11.30',
  'pkg:pypi/django@4.2.11',
  'pkg:pypi/typing-extensions@4.10.0',
  'pkg:maven/org.apache.logging.log4j/log4j-core@2.17.1',
  'pkg:maven/com.fasterxml.jackson.core/jackson-databind@2.16.1?type=jar',
  'pkg:golang/github.com/stretchr/testify@v1.8.4',
  'pkg:golang/golang.org/x/crypto@v0.21.0#ssh',
  'pkg:gem/rails@7.1.3',
  'pkg:gem/nokogiri@1.16.2?platform=x86_64-linux',
  'pkg:cargo/serde@1.0.197',
  'pkg:nuget/Newtonsoft.Json@13.0.3',
  'pkg:composer/symfony/http-kernel@v6.4.4',
  'pkg:deb/debian/curl@7.88.1-10%2Bdeb12u8?arch=source&distro=debian-12',
  'pkg:apk/alpine/busybox@1.36.1-r15?arch=x86_64&distro=alpine-3.19.1',
  'pkg:rpm/redhat/openssl@3.0.7-25.el9_3?arch=x86_64&distro=rhel-9.3',
  'pkg:oci/debian@sha256%3A244fd47e07d1004f0aed9c?repository_url=docker.io/library/debian&arch=amd64',
  'pkg:githubactions/actions/checkout@v4',
  'pkg:hex/phoenix@1.7.11',
];
const REPEATS = 2_000;
const ROUNDS = 9;

const components = PURLS.map(text => parsePurl(text));
const theirs = PURLS.map(text => PackageURL.fromString(text));

/** Operations a second. `sum` keeps the compiler from dropping the work. */
let sum = 0;
function rate(values, run) {
  const started = process.hrtime.bigint();
  for (let i = 0; i < REPEATS; i++) for (const value of values) sum += run(value).length;
  return (REPEATS * values.length * 1e9) / Number(process.hrtime.bigint() - started);
}

function compare(label, ours, other) {
  let best = 0;
  let otherBest = 0;
  const ratios = [];
  for (let round = 0; round < ROUNDS; round++) {
    const mine = ours();
    const its = other();
    best = Math.max(best, mine);
    otherBest = Math.max(otherBest, its);
    ratios.push(mine / its);
  }
  ratios.sort((a, b) => a - b);
  const shown = n => Math.round(n).toLocaleString('en-US');
  console.log(
    `${label}: ${shown(best)}/s, packageurl-js ${shown(otherBest)}/s, ratio of the best ${(best / otherBest).toFixed(2)}, ` +
      `median of the rounds' ratios ${ratios[ROUNDS >> 1].toFixed(2)} (${ratios[0].toFixed(2)} to ${ratios.at(-1).toFixed(2)})`,
  );
}

compare(
  'parse',
  () => rate(PURLS, text => parsePurl(text).name),
  () => rate(PURLS, text => PackageURL.fromString(text).name),
);
compare(
  'build',
  () => rate(components, buildPurl),
  () => rate(theirs, purl => purl.toString()),
);
if (sum === 0) throw new Error('nothing was measured');
