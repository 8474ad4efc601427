/** The record in memory: checked, immutable, plain JSON. */
export * from './claim.ts'
export * from './dates.ts'
export * from './entities.ts'
export * from './mention.ts'
export * from './record.ts'
