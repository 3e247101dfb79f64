import { expect, test } from 'vitest';
import { createFakeSync, noTools, requestContext } from '../../test/request-context.ts';
import type { Turn } from '../core/admission.ts';
import type { IndexedRegistry } from '../services/service.ts';
import { contextInTurn } from './turns.ts';

const registry = { name: 'npm' } as IndexedRegistry;

function admitted() {
  const log: string[] = [];
  const sync = createFakeSync();
  const db = {
    query: async () => ({ rows: [], rowCount: 0 }),
    transaction: async <T>(fn: (tx: never) => Promise<T>) => fn({} as never),
  };
  const base = { db, directory: {} as never, sync };
  const tools = {
    ...noTools,
    submit: async (_request: unknown, options: unknown) => {
      log.push(`submit ${JSON.stringify(options)}`);
      return {} as never;
    },
    ask: async () => '',
  };
  sync.package = async (_registry, _name, options) => {
    log.push(`package ${JSON.stringify(options)}`);
    return 'indexed';
  };
  sync.refresh = async (_registry, _name, options) => {
    log.push(`refresh ${JSON.stringify(options)}`);
  };
  const turn: Turn = {
    leave: () => log.push('leaves'),
    run(work) {
      log.push('runs');
      return work();
    },
  };
  const context = contextInTurn(requestContext(base, { tools }), 2, turn);
  return { context, log };
}

test('jobs are as urgent as who asks; asking for a refresh is no waiting', async () => {
  const { context, log } = admitted();
  await context.sync.refresh(registry, 'a');
  await context.tools.submit({ tool: 'parser', inputs: [] });
  expect(log).toEqual(['refresh {"priority":2}', 'submit {"priority":2}']);
});

test('who waits for a registry, a tool or events gives the turn away before', async () => {
  const { context, log } = admitted();
  await context.sync.package(registry, 'a', { budgetMs: 5 });
  await context.tools.submit({ tool: 'parser', inputs: [] }, { waitMs: 10 });
  await context.tools.ask({ tool: 'parser', inputs: [] });
  context.waits();
  expect(log).toEqual([
    'leaves',
    'package {"priority":2,"budgetMs":5}',
    'leaves',
    'submit {"priority":2,"waitMs":10}',
    'leaves',
    'leaves',
  ]);
});

test('each statement is a piece of the turn, and so is a transaction as a whole', async () => {
  const { context, log } = admitted();
  await context.db.query('select 1');
  await context.db.transaction(async () => log.push('in the transaction'));
  expect(log).toEqual(['runs', 'runs', 'in the transaction']);
});
