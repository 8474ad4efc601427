/** What presses send: a parcel in, a draft or sentences out. */

export { bookYamlSchema } from './book-yaml/shape.ts'
export { openReaders, type Readers } from './open-readers.ts'
export { parseBookYaml } from './parse-book-yaml.ts'
export {
  type CheckedParcel,
  checkParcel,
  type ReadOptions,
  type ReadParcel,
  readParcel,
} from './read-parcel.ts'
export { allRules, type RuleInfo } from './rules/all-rules.ts'
export { describeIssue, type IssueInWords } from './rules/describe-issue.ts'
