/** What tests of the project prove: each is run, and what it says of an item of the dossier is told with the rest. */
import { spawnSync } from 'node:child_process'
import { promise } from './promise.ts'

type Proof = { readonly item: string; readonly what: string; readonly tests: RegExp }

const RECORD = 'src/record'

const PROOFS: readonly { readonly file: string; readonly proves: readonly Proof[] }[] = [
  {
    file: `${RECORD}/reading/mistakes.test.ts`,
    proves: [
      { item: 'A13', what: 'mistakes, each by file, line and column', tests: /are (none|found|told)/ },
    ],
  },
  {
    file: `${RECORD}/keeping/decide-anchors-of-quotes.test.ts`,
    proves: [{ item: 'A15', what: 'quotations found, told apart, or lost', tests: /./ }],
  },
  {
    file: `${RECORD}/formats/exports.test.ts`,
    proves: [{ item: 'A16', what: 'the living, in every file', tests: /the living/ }],
  },
  {
    file: `${RECORD}/routes.test.ts`,
    proves: [
      {
        item: 'A14',
        what: 'every datum of a picture in a table; 500 things',
        tests: /picture|less than 300 KB/,
      },
      { item: 'A15', what: 'old addresses, byte for byte', tests: /never change/ },
      { item: 'A16', what: 'the living, and what is for readers, on the site', tests: /living|withhold/ },
    ],
  },
  {
    file: 'journeys/record.test.ts',
    proves: [{ item: 'A14', what: 'in a browser: no script needed, nothing from outside, axe', tests: /./ }],
  },
]

export function checkByTests(): void {
  for (const { file, proves } of PROOFS) {
    const results = run(file)
    for (const { item, what, tests } of proves) {
      const own = results.filter(({ name }) => tests.test(name))
      const passed = own.filter(({ isPassed }) => isPassed).length
      promise(
        `${item} ${what}`,
        own.length > 0 && passed === own.length,
        `${passed} of ${own.length} tests of ${file} pass`,
        'all',
      )
    }
  }
}

function run(file: string): readonly { readonly name: string; readonly isPassed: boolean }[] {
  const { stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=tap', file], {
    encoding: 'utf8',
  })
  return [...stdout.matchAll(/^ +(not )?ok \d+ - (.*)$/gm)].map(([, not, name = '']) => ({
    name,
    isPassed: not === undefined,
  }))
}
