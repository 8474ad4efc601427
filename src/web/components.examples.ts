import { accessSignExamples } from './components/access-sign.examples.ts'
import { breadcrumbsExamples } from './components/breadcrumbs.examples.ts'
import { citeBoxExamples } from './components/cite-box.examples.ts'
import { contentsListExamples } from './components/contents-list.examples.ts'
import { contributorListExamples } from './components/contributor-list.examples.ts'
import { coverExamples } from './components/cover.examples.ts'
import { definitionListExamples } from './components/definition-list.examples.ts'
import { diagnosticsLineExamples } from './components/diagnostics-line.examples.ts'
import { figureExamples } from './components/figure.examples.ts'
import { formFieldsExamples } from './components/form-fields.examples.ts'
import { noticeExamples } from './components/notice.examples.ts'
import { paginationExamples } from './components/pagination.examples.ts'
import { providedByExamples } from './components/provided-by.examples.ts'
import { signExamples } from './components/sign.examples.ts'
import type { Exhibit } from './styleguide-page.ts'

/** `picture`: the address of a drawing to show where a component needs one. */
export const componentExhibits = (picture: string): readonly Exhibit[] => [
  { name: 'Signs and mark', examples: signExamples },
  { name: 'Access sign', examples: accessSignExamples },
  { name: 'Provided by', examples: providedByExamples },
  { name: 'Contributor list', examples: contributorListExamples },
  { name: 'Contents list', examples: contentsListExamples },
  { name: 'Definition list', examples: definitionListExamples },
  { name: 'Cite box', examples: citeBoxExamples },
  { name: 'Breadcrumbs', examples: breadcrumbsExamples },
  { name: 'Pagination', examples: paginationExamples },
  { name: 'Notice', examples: noticeExamples },
  { name: 'Diagnostics line', examples: diagnosticsLineExamples },
  { name: 'Cover', examples: coverExamples },
  { name: 'Figure', examples: figureExamples(picture) },
  { name: 'Form fields', examples: formFieldsExamples },
]
