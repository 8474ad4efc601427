/** What was used, by whose readers: noted as it happens, counted as COUNTER's Code of Practice says. */
export { openUsage, type StrangersRequest, type Usage, usageFolder } from './open-usage.ts'
export type { AccessMethod, AccessType, Use, UseKind } from './use.ts'
