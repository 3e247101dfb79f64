/** Registries of which nothing is indexed, and what fills them: by ecosystem, since a distribution has dozens. */
import { type ComponentChildren, Fragment } from 'preact';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { everyWords } from '../../../ui/format/dates.ts';
import { formatNumber } from '../../../ui/format/numbers.ts';
import { paths } from '../../../ui/paths.ts';
import type { IndexedRegistry } from '../../service.ts';
import type { RegistryStatus } from '../schemas.ts';

/** Names of registries that are shown of one ecosystem; a distribution has one for each of its releases. */
const SHOWN_REGISTRIES = 4;

interface EmptyRegistriesProps {
  registries: readonly RegistryStatus[];
  /** By name. */
  registryOf: (name: string) => IndexedRegistry | undefined;
}

export function EmptyRegistries({ registries, registryOf }: EmptyRegistriesProps) {
  const byEcosystem = new Map<string, RegistryStatus[]>();
  for (const registry of registries)
    byEcosystem.set(registry.ecosystem, [...(byEcosystem.get(registry.ecosystem) ?? []), registry]);
  return (
    <Section id="empty" title="Nothing indexed yet">
      <Table
        caption="Registries of which nothing is indexed yet"
        rows={[...byEcosystem]}
        columns={[
          {
            label: 'Ecosystem',
            role: 'main',
            cell: ([id, [first]]) => (
              <a href={paths.ecosystem(id)}>{registryOf(first?.name ?? '')?.definition.label ?? id}</a>
            ),
          },
          {
            label: 'Registries',
            cell: ([id, of]) => <Names ecosystem={id} names={of.map(one => one.name)} />,
          },
          {
            label: 'Looked at',
            cell: ([, [first]]) =>
              first?.polled_every_seconds ? everyWords(first.polled_every_seconds) : 'when asked for',
          },
          { label: 'What fills it', cell: ([, [first]]) => howToFill(registryOf(first?.name ?? '')) },
        ]}
      />
    </Section>
  );
}

function Names({ ecosystem, names }: { ecosystem: string; names: string[] }) {
  const more = names.length - SHOWN_REGISTRIES;
  return (
    <span class="wrap">
      {names.slice(0, SHOWN_REGISTRIES).map((name, index) => (
        <Fragment key={name}>
          {index > 0 && ', '}
          <a href={paths.registry(name)}>{name}</a>
        </Fragment>
      ))}
      {more > 0 && (
        <>
          {' '}
          and <a href={paths.ecosystem(ecosystem)}>{formatNumber(more)} more</a>
        </>
      )}
    </span>
  );
}

function howToFill(registry: IndexedRegistry | undefined): ComponentChildren {
  if (registry?.definition.connector.mode === 'batch') {
    return (
      <>
        <code>bin/ecosystems import {registry.isDefault ? registry.ecosystem : registry.name}</code> reads its
        whole index
      </>
    );
  }
  return 'Packages are read one by one, when somebody asks for them';
}
