import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** Tests on the real data and the official API descriptions beside the project; without them they are skipped. */
export default defineConfig({
  test: { ...base.test, include: ['test/**/*.real.test.ts'], exclude: ['node_modules'], testTimeout: 120_000 },
});
