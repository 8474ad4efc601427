import type { AccessOption, AccessReason } from './decide-access.ts'

const reasons: Record<AccessReason, string> = {
  'landing-page': 'Everyone may see this page.',
  'open-access': 'Everyone may read it.',
  'closed-by-press': 'The press has not opened it to everyone.',
  'holds-closed-chapters': 'It carries words of chapters that are not open to everyone.',
}

const options: Record<AccessOption, string> = {
  'open-chapters': 'Read the chapters of this book that are open to everyone',
  'ask-press': 'Ask the press',
}

export const en = { reasons, options }
