import { html } from '../html.ts'
import { accessSign } from './access-sign.ts'

export const accessSignExamples = {
  open: accessSign('open', 'en'),
  'partly open': accessSign('partly-open', 'en'),
  free: accessSign('free', 'en'),
  licensed: accessSign('licensed', 'en'),
  bought: accessSign('bought', 'en'),
  closed: accessSign('closed', 'en'),
  'in French': html`${accessSign('open', 'fr')} ${accessSign('closed', 'fr')}`,
}
