import type { Source } from '../../models/index.ts';
import { bold, lines, type Reply, say, type Text } from '../chat/reply.ts';
import type { SourceState } from '../services/operators.ts';
import { count, counted } from './amounts.ts';
import { ago } from './dates.ts';

/** What operators are told when a source has failed so often that it is left alone. */
export const sourceOff = (source: Source): Reply => ({
  text: say`I switched off source ${bold(source.id)} ${source.name} (${source.kind}): ${source.disabledReason ?? 'it kept failing'}.`,
  buttons: [
    { label: 'Show it', run: `admin source ${source.id}` },
    { label: 'Switch it on', run: `admin on ${source.id}` },
  ],
});

/** The sources with what ails them, the ailing first. */
export const sourceList = (
  found: {
    readonly states: readonly SourceState[];
    readonly total: number;
    readonly ailing: number;
    readonly page: number;
  },
  perPage: number,
  now: Date,
): Reply => {
  if (found.total === 0) return { text: say`There is no source yet. On the machine: npm run sources -- add URL` };
  const health = found.ailing === 0 ? 'all well' : `${counted(found.ailing, 'one needs', 'need')} a look`;
  return {
    text: lines(
      say`${counted(found.total, 'source')}, ${health}:`,
      ...found.states.map(
        (state): Text =>
          say`${bold(state.source.id)} ${state.source.name} (${state.source.kind}): ${stateOf(state, now)}`,
      ),
    ),
    page: { number: found.page, of: Math.ceil(found.total / perPage), run: 'admin sources' },
    select: {
      label: 'Open a source',
      run: 'admin source',
      choices: found.states.map(({ source }) => ({
        label: `${source.id} ${source.name}`.slice(0, 90),
        value: String(source.id),
      })),
    },
  };
};

/** One source with its last runs. */
export const sourceInFull = (state: SourceState, now: Date): Reply => {
  const { source, runs } = state;
  return {
    cards: [
      {
        title: `${source.name} · ${source.kind}`,
        number: String(source.id),
        body: [
          say`${stateOf(state, now)}`,
          say`${source.url}`,
          ...runs.map(
            (run) =>
              say`${run.startedAt === null ? '' : `${ago(run.startedAt, now)}: `}${run.status}, ${counted(run.found, 'posting')}, ${count(run.newCount)} new, ${count(run.changedCount)} changed, ${count(run.gone)} gone, ${count(run.rejected)} rejected${run.error === null ? '' : `. ${run.error}`}`,
          ),
        ],
        buttons: [
          { label: 'Read it now', run: `admin run ${source.id}` },
          source.isActive
            ? { label: 'Switch off', run: `admin off ${source.id}` }
            : { label: 'Switch on', run: `admin on ${source.id}` },
        ],
      },
    ],
  };
};

const stateOf = ({ source, postings }: SourceState, now: Date): string => {
  if (!source.isActive) return `off${source.disabledReason === null ? '' : `: ${source.disabledReason}`}`;
  if (source.failures > 0) return `failed ${counted(source.failures, 'time')}: ${source.lastError ?? 'unknown'}`;
  if (source.lastRunAt === null) return 'not read yet';
  return `${counted(postings, 'posting')}, read ${ago(source.lastRunAt, now)}`;
};

/** What a reading that an operator asked for came to. */
export const sourceRun = (outcome: string): Reply => ({ text: say`${outcome}` });
