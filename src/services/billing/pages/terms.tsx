/** Commercial and acceptable use. */
import { Section } from '../../../ui/components/section.tsx';
import { CodeCopy } from '../../../ui/components/text.tsx';
import { paths } from '../../../ui/paths.ts';
import { Contact } from './contact.tsx';

export function CommercialUseView({ siteUrl, contact }: { siteUrl: string; contact: string | null }) {
  return (
    <>
      <header class="page-head">
        <h1>Commercial use</h1>
        <p class="lead">
          Allowed, without asking, for everybody. Two things are asked in return, and both have a way around
          them.
        </p>
      </header>
      <Section id="attribution" title="Say where the data comes from">
        <p>
          The <a href={paths.licence('CC-BY-SA-4.0')}>CC-BY-SA-4.0</a> licence asks for attribution: name the
          index, link to it and to the licence, and say what you changed. A line in your documentation or
          beside the data is enough:
        </p>
        <CodeCopy
          label="For example"
          code={`Package data: ${siteUrl}, CC-BY-SA-4.0, filtered and joined with our own`}
        />
      </Section>
      <Section id="share-alike" title="Pass on under the same terms">
        <p>
          If you publish data that builds on this data, others get it under CC-BY-SA-4.0 as well. Your code,
          your service and what you keep inside your organisation are not concerned. Where that does not fit
          your product, <a href={paths.licence('CC0-1.0')}>CC0-1.0</a> can be agreed on.{' '}
          <Contact contact={contact} />
        </p>
      </Section>
      <Section id="often" title="Ask often, and be sure of answers">
        <p>
          <a href={paths.plans}>Plans</a> have higher limits and are served first when there is much to do;
          two of them come with a <a href={paths.sla}>promise about the event feeds</a>. None of them gives
          more data than everybody has. The program is free software: you may also run an index of your own.
        </p>
      </Section>
    </>
  );
}

export function AcceptableUseView({ contact }: { contact: string | null }) {
  return (
    <>
      <header class="page-head">
        <h1>Acceptable use</h1>
        <p class="lead">Machines and people share this index. Most of what follows saves you time as well.</p>
      </header>
      <Section id="please" title="Please">
        <ul>
          <li>
            Say who you are: an address in <code>User-Agent</code>, <code>From</code> or <code>mailto=</code>,
            or a free key. You get higher limits, and we can write to you before we have to slow you down.
          </li>
          <li>
            Send <code>If-None-Match</code> with the <code>ETag</code> of what you have: an unchanged answer
            costs nothing.
          </li>
          <li>Ask for many at once: the bulk lookup takes a list, and costs a tenth of single requests.</li>
          <li>
            Follow the event log instead of polling, and wait as long as <code>Retry-After</code> says.
          </li>
          <li>For everything at once, run the program yourself and import: no limit stands in your way.</li>
        </ul>
      </Section>
      <Section id="not" title="Not">
        <ul>
          <li>Spreading requests over addresses or accounts to get around limits.</li>
          <li>Publishing keys, or sharing one with other organisations.</li>
          <li>Collecting addresses of maintainers to send them what they did not ask for.</li>
          <li>
            Uploading files of others that you may not share, or files made to break the tools that read them.
          </li>
        </ul>
      </Section>
      <Section id="then" title="What happens then">
        <p>
          First the limits of whoever asks are lowered, with the reason in the answer. An account that goes on
          is suspended; its owner is told why. <Contact contact={contact} />
        </p>
        <p>
          What is kept about requests, and for how long, stands on the page of{' '}
          <a href={paths.transparency}>how this index is used</a>.
        </p>
      </Section>
    </>
  );
}
