/** Who publishes here: presses by configuration, how they look, what they promise, where they speak. */
export { defaultPress, HOUSE_SLUG } from './default-press.ts'
export { findPress, type Located, placeOf, sitePress } from './find-press.ts'
export { type LoadedPresses, loadPresses, readPress } from './load-presses.ts'
export { openPresses, type Presses } from './open-presses.ts'
export type { PressProblem } from './parse-press.ts'
export { POLICY_NAMES, type PolicyName, type Press, type Words, wordsIn } from './press.ts'
export { type PressDeps, pressRoutes } from './routes.ts'
