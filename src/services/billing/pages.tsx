/** Pages for everybody: plans, licences, terms. */
import { NotFoundError } from '../../core/errors.ts';
import { licenseText } from '../../core/licenses/texts.ts';
import { sources } from '../../sources/index.ts';
import { measuredSla, replayFrom, slaReports } from '../../store/sla.ts';
import { paths } from '../../ui/paths.ts';
import type { Page } from '../service.ts';
import { accountPages } from './account-pages.tsx';
import { ladderOf } from './ladder.ts';
import { AgreementView, LicencesView, LicenceView } from './pages/licences.tsx';
import { PlansView } from './pages/plans.tsx';
import { SlaView } from './pages/sla.tsx';
import { AcceptableUseView, CommercialUseView } from './pages/terms.tsx';

const AGREEMENT = /^LicenseRef-[A-Za-z0-9.-]{1,100}$/;

export const pages: Page[] = [
  {
    path: paths.plans,
    // What is on offer may change at any moment.
    cache: 'none',
    async load({ billing, limits }) {
      const rungs = limits === null ? [] : ladderOf(limits.policies(), await billing.offers());
      return {
        title: 'Plans',
        description:
          'What everybody may ask for, and what plans add: limits, prices and what goes with them.',
        view: <PlansView rungs={rungs} billing={billing} />,
      };
    },
  },
  {
    path: paths.licences,
    cache: 'shared',
    async load({ billing, siteUrl }) {
      return {
        title: 'Licences of the data',
        description: 'CC-BY-SA-4.0 for everybody, CC0-1.0 by agreement, and the terms of sources.',
        view: <LicencesView sources={sources} siteUrl={siteUrl} contact={billing.contact} />,
      };
    },
  },
  {
    path: `${paths.licences}/{spdx}`,
    cache: 'shared',
    async load({ params, billing }) {
      const spdx = params.spdx ?? '';
      if (AGREEMENT.test(spdx))
        return {
          title: spdx,
          view: <AgreementView spdx={spdx} contact={billing.contact} />,
          noindex: true,
        };
      const text = licenseText(spdx);
      if (text === null) throw new NotFoundError('no such licence');
      if (text.id !== spdx) return { title: '', view: <></>, redirect: paths.licence(text.id) };
      return {
        title: text.name,
        description: `The text of ${text.name}.`,
        view: <LicenceView text={text} />,
      };
    },
  },
  {
    path: paths.commercialUse,
    cache: 'shared',
    async load({ billing, siteUrl }) {
      return {
        title: 'Commercial use',
        description: 'Allowed for everybody: what the licence asks in return.',
        view: <CommercialUseView siteUrl={siteUrl} contact={billing.contact} />,
      };
    },
  },
  {
    path: paths.acceptableUse,
    cache: 'shared',
    async load({ billing }) {
      return {
        title: 'Acceptable use',
        description: 'What is asked of those who use this index, and what happens otherwise.',
        view: <AcceptableUseView contact={billing.contact} />,
      };
    },
  },
  {
    path: paths.sla,
    // It is measured while it is read.
    cache: 'none',
    async load({ billing, db, now }) {
      const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
      const [plans, current, reports, oldest] = await Promise.all([
        billing.offers(),
        measuredSla(db, month, now),
        slaReports(db),
        replayFrom(db),
      ]);
      return {
        title: 'Service levels of the event feeds',
        description: 'What is promised of the event feeds by plan, and how it was kept.',
        view: <SlaView plans={plans} current={current} reports={reports} replayFrom={oldest} />,
      };
    },
  },
  ...accountPages,
];
