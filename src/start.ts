import { enableCompileCache } from 'node:module';

// Reading the source is half of a start: from the second one on it is taken from the cache that Node keeps.
enableCompileCache();
await import('./main.ts');
