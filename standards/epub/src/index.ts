export * from './types.ts'
export * from './xml.ts'
