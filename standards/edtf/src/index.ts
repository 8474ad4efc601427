export { type Bound, type Bounds, boundsOf } from './bounds.ts'
export { daysInMonth, formatDay, fromDay, isLeapYear, toDay } from './day.ts'
export { describeEdtf } from './describe-edtf.ts'
export type {
  Edtf,
  EdtfDate,
  EdtfInterval,
  EdtfSet,
  End,
  Fault,
  FaultCode,
  Member,
  Parsed,
  Part,
  Qualifier,
} from './edtf.ts'
export { formatEdtf } from './format-edtf.ts'
export { parseEdtf } from './parse-edtf.ts'
