import { describe, expect, test } from 'vitest';
import { canonicalSkill, findSkills } from '../../src/skills/index.ts';
import { skills } from '../../src/skills/names.ts';

const found: readonly (readonly [text: string, names: readonly string[]])[] = [
  ['C, C++ and C# on .NET', ['C', 'C++', 'C#', '.NET']],
  ['Modern C++17/C#, ASP.NET Core', ['C++', 'C#', 'ASP.NET']],
  ['We use Python, R, and SQL.', ['Python', 'R', 'SQL']],
  ['R&D in the C-suite, a Series C company, vitamin C', []],
  ['Grades A, B, C. Plan B and C of J. R. Smith', []],
  ['an R developer, a C programmer', ['R', 'C']],
  ['Go and Rust', ['Go', 'Rust']],
  ['Services written in Go.', ['Go']],
  ['a golang shop', ['Go']],
  ['go to the office. Go above and beyond. Let it rust.', []],
  ['our Go-To-Market plan', ['Go-to-market']],
  ['Senior Go engineer', ['Go']],
  ['excellent; you excel at sales', ['Sales']],
  ['Excel at your job', []],
  ['Word and Excel, EXCEL', ['Excel']],
  ['Advanced Excel', ['Excel']],
  ['Node.js, nodejs, Node', ['Node.js']],
  ['React Native', ['React Native']],
  ['React to incidents. React, Vue', ['React', 'Vue.js']],
  ['JavaScript is not Java', ['JavaScript', 'Java']],
  ['postgres', ['PostgreSQL']],
  ['CI/CD with GitHub Actions', ['CI/CD', 'GitHub Actions']],
  ['We have Power. BI is new', []],
  ['Power BI', ['Power BI']],
  ['fluent German, our German customers', ['German']],
  ['our German customers in French companies', []],
  ['Languages: English, Polish', ['English', 'Polish']],
  ['example.net and #python', ['Python']],
  ['wound care, phlebotomy; forklift licence', ['Wound care', 'Phlebotomy', 'Forklift']],
  ['Kubernetes/Terraform+AWS', ['Kubernetes', 'Terraform', 'AWS']],
  ['driver’s license', ['Driving licence']],
  ['', []],
  ['\u0000 🙂 مرحبا', []],
];

describe('finding skills in a text', () => {
  test.each(found)('%j names %j', (text, names) => {
    expect(findSkills(text)).toEqual(names);
  });

  test('every name of the dictionary is found by itself, as itself', () => {
    const lost = skills.flatMap((skill) =>
      skill.writings.filter(({ written }) => findSkills(written)[0] !== skill.name).map(({ written }) => written),
    );
    expect(lost).toEqual([]);
  });

  test('a megabyte of hostile text takes no more than seconds', () => {
    const text = 'Go C R Power Power .Net c++ +#+#+# ....'.repeat(26_000);
    const start = performance.now();
    findSkills(text);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe('the dictionary', () => {
  test('a writing leads to one skill', () => {
    const seen = new Map<string, string>();
    const doubles = skills.flatMap((skill) =>
      skill.writings.filter(({ written }) => {
        const key = written.toLowerCase();
        const isTaken = seen.has(key);
        seen.set(key, skill.name);
        return isTaken;
      }),
    );
    expect(doubles).toEqual([]);
  });

  test('a skill is known by its aliases, in any case', () => {
    expect(['postgres', ' GOLANG ', 'go', 'r', 'node js', 'k8s', 'c ++'].map(canonicalSkill)).toEqual([
      'PostgreSQL',
      'Go',
      'Go',
      'R',
      'Node.js',
      'Kubernetes',
      'C',
    ]);
  });

  test('an unknown skill stays as written, trimmed', () => {
    expect(canonicalSkill('  Falconry ')).toBe('Falconry');
  });
});
