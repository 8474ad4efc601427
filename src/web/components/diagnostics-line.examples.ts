import { type Diagnostics, diagnosticsLine } from './diagnostics-line.ts'

const facts: Diagnostics = {
  instance: 'web-7f3a',
  release: '0.1.0',
  milliseconds: 1.734,
  rendered: new Date('2026-11-23T08:40:12.417Z'),
  hasDataIssue: false,
  hasContentIssue: true,
}

export const diagnosticsLineExamples = {
  'of a product': diagnosticsLine(facts, 'en'),
  'of a page without a product': diagnosticsLine(
    { ...facts, hasDataIssue: null, hasContentIssue: null },
    'fr',
  ),
}
