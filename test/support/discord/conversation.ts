import type {
  CommandView,
  Conversation,
  FormView,
  Incoming,
  Message,
  Platform,
  Preview,
  Respond,
  SealedReply,
  Typing,
} from '../../../src/chat/adapter.ts';
import type { Choice } from '../../../src/chat/reply.ts';

/** The other side of the adapter's contract, as small as it can be. */
export interface SmallConversation extends Conversation {
  readonly heard: readonly Incoming[];
  /** What `resume` answers: updates of a process that ended. */
  readonly unanswered: Incoming[];
  readonly leftCommunities: readonly string[];
}

export interface Script {
  /** The answer; undefined: none. */
  readonly answer: (message: Message, incoming: Incoming) => SealedReply | undefined | Promise<SealedReply | undefined>;
  readonly preview?: (message: Message) => Partial<Preview> & { readonly form?: FormView };
  readonly commands?: readonly CommandView[];
  readonly suggest?: (typing: Typing) => readonly Choice[];
}

/** Answers each update once, in the order of one sender's updates. */
export const converse = ({ answer, preview, commands = sampleCommands, suggest }: Script): SmallConversation => {
  const heard: Incoming[] = [];
  const unanswered: Incoming[] = [];
  const leftCommunities: string[] = [];
  const known = new Set<string>();
  const queues = new Map<string, Promise<void>>();

  const reply = async (incoming: Incoming, respond: Respond): Promise<void> => {
    const given = await answer(incoming.message, incoming);
    if (given !== undefined) await respond(incoming, given);
  };

  const enqueue = (incoming: Incoming, respond: Respond): void => {
    const before = queues.get(incoming.sender.id) ?? Promise.resolve();
    queues.set(
      incoming.sender.id,
      before.then(() => reply(incoming, respond)),
    );
  };

  return {
    heard,
    unanswered,
    leftCommunities,
    commands,
    preview: (message) => ({ isPublic: false, inPlace: false, ...preview?.(message) }),
    accept: async (incoming, respond) => {
      if (known.has(incoming.updateId)) return;
      known.add(incoming.updateId);
      heard.push(incoming);
      // What is accepted survives JSON.
      enqueue(JSON.parse(JSON.stringify(incoming)), respond);
    },
    resume: async (_platform: Platform, respond) => {
      for (const incoming of unanswered) enqueue(incoming, respond);
    },
    suggest: async (typing) => suggest?.(typing) ?? [],
    left: async (platform, communityId) => {
      leftCommunities.push(`${platform}:${communityId}`);
    },
    idle: async () => {
      await Promise.all(queues.values());
    },
  };
};

export const sampleCommands: readonly CommandView[] = [
  { name: 'help', description: 'What I can do', options: [], subcommands: [] },
  {
    name: 'search',
    description: 'Saved searches',
    options: [],
    subcommands: [
      {
        name: 'add',
        description: 'Save a search',
        options: [
          { name: 'letters', description: 'Draft letters', kind: 'flag', required: false },
          { name: 'query', description: 'What to look for', kind: 'text', required: true, max: 500 },
          {
            name: 'remote',
            description: 'Remote work',
            kind: 'text',
            required: false,
            choices: [
              { label: 'Only remote', value: 'yes' },
              { label: 'Any', value: 'any' },
            ],
          },
        ],
      },
      {
        name: 'pause',
        description: 'Pause a search',
        options: [{ name: 'number', description: 'Which one', kind: 'number', required: true, max: 999 }],
      },
    ],
  },
];
