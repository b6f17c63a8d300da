import { definitionsFor } from '../src/chat/command.ts';
import type { Services } from '../src/services/index.ts';

/** What commands are defined with: options typed, services at hand. */
export const { defineAction, defineCommand, defineGroup } = definitionsFor<Services>();
