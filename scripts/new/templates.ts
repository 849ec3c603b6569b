interface Template {
  readonly name: RegExp
  readonly next: string
  files(name: string): [string, string][]
}

const camel = (name: string) => name.replace(/[-.](\w)/g, (_, letter: string) => letter.toUpperCase())

/** Their tests fail until they are filled in: a stub must not look finished. */
export const templates: Readonly<Record<string, Template>> = {
  cause: {
    name: /^[a-z]+\.[a-z][a-z-]*$/,
    next: 'Fill in the signals and the cases of the test, add a case to corpus/, then: npm run generate && npm test',
    files(id) {
      const [area, file] = id.split('.') as [string, string]
      return [
        [
          `src/causes/${area}/${file}.ts`,
          `import { defineCause } from '../define.ts'

export const ${camel(id)} = defineCause({
  id: '${id}',
  title: 'TODO: the answer in words',
  area: '${area}' as never,
  doc: 'TODO: how it shows, what contradicts it, what is mistaken for it.',
  state: 'killed',
  reach: 'guest',
  planned: false,
  signals: { decisive: [] },
  because: () => 'TODO: one or two sentences with names and figures from the finding.',
  remedies: [],
  prevention: [],
  settle: [],
})
`,
        ],
        [
          `src/causes/${area}/${file}.test.ts`,
          `import { verifyCause } from '../verify.ts'
import { ${camel(id)} } from './${file}.ts'

verifyCause(${camel(id)}, {
  supported: [{ name: 'TODO', host: ['kernel: TODO'] }],
  silent: [{ name: 'TODO: what looks alike and is not', host: ['kernel: TODO'] }],
})
`,
        ],
      ]
    },
  },
  pattern: {
    name: /^[a-z][a-z-]*$/,
    next: 'Give it real sample lines and what looks alike, then: npm test',
    files: (name) => [
      [
        `src/parse/patterns/${name}.ts`,
        `import { definePatterns } from '../define.ts'

export const ${camel(name)}Patterns = definePatterns([
  {
    kind: '${name}.TODO',
    by: 'kernel',
    salience: 'fault',
    says: 'TODO',
    literals: ['TODO'],
    match: /TODO/,
    samples: [],
  },
])
`,
      ],
      [
        `src/parse/patterns/${name}.test.ts`,
        `import { verifyPatterns } from '../verify.ts'\nimport { ${camel(name)}Patterns } from './${name}.ts'\n\nverifyPatterns(${camel(name)}Patterns)\n`,
      ],
    ],
  },
  parser: {
    name: /^[a-z][a-z-]*$/,
    next: 'A parser is for what needs more than one record; else write a pattern. Then: npm test',
    files: (name) => [
      [
        `src/parse/parsers/${name}.ts`,
        `import { defineParser } from '../define.ts'

export const ${camel(name)}Parser = defineParser({
  id: '${name}',
  title: 'TODO',
  emits: ['${name}.TODO'],
  literals: ['TODO'],
  start(_source, _emit) {
    return { open: false, see(_record) {}, end() {} }
  },
})
`,
      ],
      [
        `src/parse/parsers/${name}.test.ts`,
        `import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { ${camel(name)}Parser } from './${name}.ts'

test('TODO', () => expect(runParser(${camel(name)}Parser, [recordOf('TODO')]).map((o) => o.kind)).toEqual(['${name}.TODO']))
`,
      ],
    ],
  },
}
