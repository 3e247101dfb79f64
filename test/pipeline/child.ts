/** A program of its own that follows a feed and works, to be killed by kill.test.ts. */
import { setTimeout as sleep } from 'node:timers/promises';
import { pollFeed } from '../../src/pipeline/feeds.ts';
import { openWorld, type WorldOptions } from './world.ts';

const world = await openWorld(JSON.parse(process.argv[2] as string) as WorldOptions);
world.work({ concurrency: 4, livesIntervalMs: 300 });
process.stdout.write('working\n');
for (;;) {
  await pollFeed(world.deps, world.npm);
  await sleep(20);
}
