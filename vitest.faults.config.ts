import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** The bot as a process of its own, killed, stopped and cut off. Nothing is retried: a fault that shows once is there. */
export default defineConfig({
  test: {
    ...base.test,
    include: ['test/**/*.fault.test.ts'],
    globalSetup: ['test/support/cluster.ts', 'test/faults/table.ts'],
    exclude: ['node_modules'],
    // They measure times, and each has processes of its own.
    fileParallelism: false,
    // Some measure the memory of their process: no other file's garbage is theirs.
    isolate: true,
    testTimeout: 300_000,
    hookTimeout: 60_000,
    retry: 0,
  },
});
