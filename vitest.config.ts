import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Real data and long fault runs have commands of their own.
    exclude: [...configDefaults.exclude, 'test/**/*.real.test.ts', 'test/**/*.fault.test.ts'],
    pool: 'forks',
    // More than cores: tests wait for databases and sockets longer than they compute.
    maxWorkers: 4,
    // What a file imports is most of its time; nothing that we import remembers a file before it but the models,
    // which every file binds anew.
    isolate: false,
    globalSetup: ['test/support/cluster.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    dangerouslyIgnoreUnhandledErrors: false,
  },
});
