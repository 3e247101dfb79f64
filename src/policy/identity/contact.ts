/** Whether a caller says who they are: an address in From, `mailto` or the User-Agent; or nothing but the name of a library. */

export type Manners = 'contact' | 'plain' | 'nameless';

/** Longer texts are looked at no further: whatever a client sends, this takes microseconds. */
const LOOK_AT = 512;

/** As in RFC 5322's dot-atom, roughly; every part is bounded, so that it takes linear time. */
const EMAIL = /[\w.+%-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}/;
const URL_TEXT = /\bhttps?:\/\/(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}/;

/** What HTTP libraries and tools call themselves when nobody gave them a name. */
const LIBRARIES: ReadonlySet<string> = new Set(
  `aiohttp apache-httpclient axios bun colly curl deno dart dio elixir-req faraday fasthttp ffi-http go-http-client got grequests
  guzzlehttp hackney http.rb httparty httpclient httpie httpx httpx-python hyper java java-http-client jersey ky libcurl
  libwww-perl lua-resty-http lwp::simple mechanize mint needle net::http node node-fetch node-superagent node.js okhttp
  okhttp3 openssl perl php phantomjs postmanruntime powershell python python-aiohttp python-httpx python-requests
  python-urllib python-urllib3 req reqwest request rest-client restsharp ruby ruby-net-http scrapy superagent tesla
  typhoeus undici unirest ureq urllib3 wget winhttp cpython openjdk httpcore libidn2 zlib linux darwin windows`.split(
    /\s+/,
  ),
);
/** Addresses that libraries send of themselves. */
const OF_LIBRARIES =
  /https?:\/\/(?:github\.com\/(?:bitinn\/node-fetch|node-fetch\/node-fetch|sindresorhus\/got|sindresorhus\/ky)|(?:www\.)?scrapy\.org)\b[^\s)]{0,100}/g;

/**
 * @param from field From. @param mailto parameter, decoded. @param userAgent field User-Agent.
 */
export function mannersOf(
  from: string | undefined,
  mailto: string | null,
  userAgent: string | undefined,
): Manners {
  if (from !== undefined && EMAIL.test(from.slice(0, LOOK_AT))) return 'contact';
  if (mailto !== null && EMAIL.test(mailto.slice(0, LOOK_AT))) return 'contact';
  return userAgent === undefined ? 'nameless' : userAgentManners(userAgent);
}

/** Few different ones are sent. */
const known = new Map<string, Manners>();
const MAX_KNOWN = 2_000;

function userAgentManners(text: string): Manners {
  const before = known.get(text);
  if (before !== undefined) return before;
  const manners = readManners(text.slice(0, LOOK_AT));
  if (known.size >= MAX_KNOWN) known.clear();
  if (text.length <= LOOK_AT) known.set(text, manners);
  return manners;
}

function readManners(text: string): Manners {
  const own = text.replace(OF_LIBRARIES, '');
  if (EMAIL.test(own) || URL_TEXT.test(own)) return 'contact';
  // Products, without comments and versions: RFC 9110, section 10.1.5.
  const products = own
    .replace(/\([^()]{0,300}\)/g, ' ')
    .split(/[\s;,]+/)
    .map(product => product.split('/', 1)[0]?.toLowerCase() ?? '')
    .filter(product => /[a-z]/.test(product));
  return products.every(product => LIBRARIES.has(product)) ? 'nameless' : 'plain';
}
