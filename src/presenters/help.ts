import type { CommandView, OptionView } from '../chat/adapter.ts';
import type { Reply, Text } from '../chat/reply.ts';
import { bold, code, lines, say } from '../chat/reply.ts';

interface Topic extends CommandView {
  readonly example: string;
}

/** Every command with one line, or one command with its options. */
export const helpOverview = (topics: readonly Topic[]): Reply => ({
  text: lines(
    say`I read job boards and message you when something fits. I draft the letter and keep track of your applications.`,
    '',
    ...topics.map((topic) => say`${code(`/${topic.name}`)} ${topic.description}`),
    '',
    say`More about one: ${code('/help search')}`,
  ),
  buttons: [
    { label: 'Set up a search', run: 'start' },
    { label: 'My searches', run: 'search list' },
  ],
});

export const helpTopic = (topic: Topic): Reply => {
  const about = say`${bold(`/${topic.name}`)} ${topic.description}`;
  const parts =
    topic.subcommands.length === 0
      ? topic.options.map(optionLine)
      : topic.subcommands.flatMap((sub, index): Text[] => [
          say`${code(`/${topic.name} ${sub.name}`)} ${sub.description}`,
          ...sub.options.filter((option) => !isTold(option, topic.subcommands.slice(0, index))).map(optionLine),
        ]);
  const language = topic.subcommands.some((sub) => sub.options.some((option) => option.name === 'query'))
    ? filterHelp
    : [];
  return { text: lines(about, ...parts, ...language, say`Example: ${code(topic.example)}`) };
};

/** The fields of the filter language are many, and the same wherever they are taken: they are told once. */
const isTold = (option: OptionView, before: Topic['subcommands']): boolean =>
  option.kind !== 'number' && before.some(({ options }) => options.some(({ name }) => name === option.name));

const optionLine = (option: OptionView): Text => {
  const values = option.choices === undefined ? '' : ` (${option.choices.map((one) => one.label).join(', ')})`;
  return say`  ${option.name}${option.required ? '' : ', if you like'}: ${option.description}${values}`;
};

const filterHelp: readonly Text[] = [
  say`How to say what you look for:`,
  say`  ${code('rust backend')} both words; ${code('rust or go')} either; ${code('"data analyst"')} the phrase; ${code('-senior')} without it`,
  say`  ${code('title:nurse')} ${code('company:acme')} ${code('location:berlin')} in that field; again for another one`,
  say`  ${code('level:senior')} ${code('skill:rust')} ${code('any-skill:go')} ${code('department:sales')} ${code('source:lever')} and ${code('-')} before any of them`,
  say`  ${code('from:germany')} remote jobs open to where you live; ${code('posted:<7d')} new ones; ${code('salary:stated')} with a pay`,
  say`  ${code('remote:yes')} ${code('type:full-time')} ${code('salary:>=70k-EUR')}; a job that states no pay passes`,
];
