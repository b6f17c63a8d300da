import { departmentVector } from '../src/matching/tags.ts';
import { countriesIn } from '../src/places/index.ts';
import type { Migration, RunSql } from './migration.ts';

const labels = (more: string): string => `tsvector generated always as (
    ts_filter(search_vector, '{a,b,c}') || array_to_tsvector(${more}array[
      '=remote-' || coalesce(remote, 'unsaid'),
      '=type-' || coalesce(employment_type, 'unsaid'),
      case when remote = 'yes' and remote_from is null then '=anywhere' else '=somewhere' end,
      '=6h-' || floor(extract(epoch from posted_at at time zone 'UTC') / 21600)::bigint::text,
      '=1d-' || floor(extract(epoch from posted_at at time zone 'UTC') / 86400)::bigint::text,
      '=4d-' || floor(extract(epoch from posted_at at time zone 'UTC') / 345600)::bigint::text,
      '=16d-' || floor(extract(epoch from posted_at at time zone 'UTC') / 1382400)::bigint::text
    ])
  ) stored`;

const labelsComment = `comment on column job_search.labels is
  'Words of title (A), company (B) and place (C), and what a search asks the index for besides words: when it was published too';`;

export const deepenFilters: Migration = {
  name: '0008-deepen-filters',
  description: 'Level, skills, department, board and where from, as searches ask for them',
  up: async (run) => {
    await run(`
alter table jobs add column source_kind text;
comment on column jobs.source_kind is 'Of the source of its primary posting; null: somebody brought it';
update jobs set source_kind = s.kind
from postings p join sources s on s.id = p.source_id
where p.job_id = jobs.id and p.is_primary;

drop index job_search_words;
alter table job_search
  drop column labels,
  add column tags text[] not null default '{}',
  add column department_vector tsvector not null default '';
comment on column job_search.tags is 'Level, skills, board and the countries a remote worker may live in, each with its sign';
comment on column job_search.department_vector is 'Words of the department, for phrases in it';
update job_search s
set tags = array['=level-' || coalesce(j.level, 'unsaid')]
  || array(select '=skill-' || skill from jsonb_array_elements_text(j.tech_stack) skill)
  || case when j.source_kind is null then '{}' else array['=source-' || j.source_kind] end
  || case when j.remote = 'yes' and j.remote_from is not null then '{}' else array['=from-any'] end
from jobs j where j.id = s.job_id;
`);
    await fillDepartments(run);
    await fillCountries(run);
    await run(`
alter table job_search add column labels ${labels('tags || ')};
create index job_search_words on job_search using gin (search_vector, labels);
${labelsComment}
`);
  },
  down: (run) =>
    run(`
drop index job_search_words;
alter table job_search drop column labels;
alter table job_search drop column tags, drop column department_vector, add column labels ${labels('')};
create index job_search_words on job_search using gin (search_vector, labels);
${labelsComment}
alter table jobs drop column source_kind;
`),
};

const fillDepartments = async (run: RunSql): Promise<void> => {
  const departments = await distinct(run, 'select distinct department as value from jobs where department is not null');
  await run(`
update job_search s set department_vector = cast(known.vector as tsvector)
from json_to_recordset(${quoted(departments.map((value) => ({ value, vector: departmentVector(value) })))})
  as known (value text, vector text)
join jobs j on j.department = known.value
where j.id = s.job_id`);
};

const fillCountries = async (run: RunSql): Promise<void> => {
  const areas = await distinct(
    run,
    "select distinct remote_from as value from job_search where remote = 'yes' and remote_from is not null",
  );
  const known = areas.map((value) => {
    const countries = countriesIn(value);
    return { value, tags: countries === null ? ['=from-any'] : [...countries].map((code) => `=from-${code}`) };
  });
  await run(`
update job_search s set tags = s.tags || known.tags
from json_to_recordset(${quoted(known)}) as known (value text, tags text[])
where s.remote = 'yes' and s.remote_from = known.value`);
};

const distinct = async (run: RunSql, statement: string): Promise<string[]> =>
  (await run(statement)).flatMap((row) => ('value' in row && typeof row.value === 'string' ? [row.value] : []));

const quoted = (value: unknown): string => `'${JSON.stringify(value).replaceAll("'", "''")}'`;
