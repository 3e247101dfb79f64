/** The commands of `operations.ts`: with arguments for one answer, without for JSON Lines from standard input. */
import { Command } from 'commander';
import { CommandFailure } from './app.ts';
import { answerLines, describe, type Row } from './json-lines.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { count, createOutput } from './output.ts';

const GROUPS: Readonly<Record<string, string>> = {
  purl: 'package URLs',
  version: 'versions of every ecosystem: their order and ranges',
  vers: 'vers ranges',
  license: 'declared licences',
  cvss: 'severity of vulnerabilities',
};

export function addAlgebraCommands(cli: Command): void {
  for (const [name, description] of Object.entries(GROUPS)) {
    const group = cli.command(name).description(description);
    for (const operation of OPERATIONS) if (operation.group === name) group.addCommand(commandOf(operation));
  }
}

function commandOf(operation: Operation): Command {
  const command = new Command(operation.name).description(operation.description);
  // All are optional for commander, because without any of them the input is read.
  for (const { field, isList } of operation.arguments)
    command.argument(isList ? `[${field}...]` : `[${field}]`);
  for (const { flags, description } of operation.options) command.option(flags, description);
  return command.addHelpText('after', bulkHelp(operation)).action(async (...given: unknown[]) => {
    given.pop();
    const options = given.pop() as Row;
    const row = rowOf(operation, given);
    if (row === null) await answerInput(operation, options);
    else
      answerOne(
        operation,
        { ...options, ...row },
        command.optsWithGlobals<{ json?: boolean }>().json === true,
      );
  });
}

function bulkHelp({ example }: Operation): string {
  return `
Without arguments it reads one JSON object a line and writes each again, in order, with its \`result\` or with an
\`error\` that begins with the field it is about. Fields that are not known pass through. The exit code is 0 when all
lines were processed, also those that gave an error.

  ${JSON.stringify(example.input)}
  ${JSON.stringify({ ...example.input, result: example.result })}`;
}

/** Null where there are no arguments at all. */
function rowOf({ arguments: expected }: Operation, given: readonly unknown[]): Row | null {
  const isGiven = (value: unknown) => value !== undefined && !(Array.isArray(value) && value.length === 0);
  if (!given.some(isGiven)) return null;
  const row: Row = {};
  for (const [index, { field, isOptional }] of expected.entries()) {
    if (isGiven(given[index])) row[field] = given[index];
    else if (!isOptional) throw new CommandFailure(`missing argument <${field}>`, 2);
  }
  return row;
}

function answerOne(operation: Operation, row: Row, json: boolean): void {
  for (const { field, flags } of operation.options) {
    if (field === 'type' && row.type === undefined) throw new CommandFailure(`missing option ${flags}`, 2);
  }
  let result: unknown;
  try {
    result = operation.run(row);
  } catch (error) {
    throw new CommandFailure(describe(error), 1);
  }
  createOutput(json).result(result, () => operation.text(result));
}

async function answerInput(operation: Operation, options: Row): Promise<void> {
  if (process.stdin.isTTY)
    throw new CommandFailure('give arguments, or JSON Lines on standard input (--help shows how)', 2);
  process.stdin.setEncoding('utf8');
  const defaults = Object.entries(options);
  const { lines, errors } = await answerLines(process.stdin, process.stdout, row => {
    let complete = row;
    for (const [field, value] of defaults) {
      if (row[field] === undefined) complete = { ...complete, [field]: value };
    }
    return operation.run(complete);
  });
  createOutput(true).note(`${count(lines)} lines, ${count(errors)} with an error`);
}
