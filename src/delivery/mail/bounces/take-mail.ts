/** What a mail server tells of a delivery later, written down. Mail that tells nothing is passed over. */
import { findDelivery } from '../../deliveries/delivery-store.ts'
import { tellEvent, tellNews } from '../../deliveries/moves.ts'
import { noteTrouble } from '../../kindle/devices/device-store.ts'
import { noteReport } from '../../kindle/health/health-store.ts'
import { tellOfPause } from '../../kindle/health/tell-of-pause.ts'
import type { KindleDeps } from '../../kindle/kindle-deps.ts'
import { decideBounce } from './decide-bounce.ts'
import { parseDsn } from './parse-dsn.ts'

/** Rejects when it could not be written down: whoever brought it brings it again. */
export type TakeMail = (raw: string, to: readonly string[]) => Promise<void>

export const takeBounces =
  (deps: Pick<KindleDeps, 'db' | 'log' | 'now' | 'presses' | 'sender'>): TakeMail =>
  async (raw, to) => {
    const dsn = parseDsn(raw)
    const bounce = dsn === null ? null : decideBounce(dsn, to)
    const delivery = bounce === null ? null : await findDelivery(deps.db, bounce.deliveryId)
    if (bounce === null || delivery?.destination !== 'kindle') {
      deps.log.info(
        { bytes: raw.length },
        'Mail came for the address of bounces that tells nothing of a delivery',
      )
      return
    }
    const { said, messageId } = bounce
    // Of a message before the one that its reader has had sent again.
    if (messageId !== null && delivery.remote !== null && messageId !== delivery.remote)
      return tellEvent(deps, delivery.id, { told: 'late', said: said.kind })
    if (said.kind === 'delayed') return tellEvent(deps, delivery.id, { told: 'delayed', status: said.status })
    const news = said.kind === 'accepted' ? said : { kind: said.kind, fault: said.fault }
    if (!(await tellNews(deps, delivery.id, news)) || said.kind !== 'bounced') return
    if (said.why === 'recipient' && delivery.target !== null)
      await noteTrouble(deps.db, delivery.target, 'unknown')
    if (said.why !== 'policy') return
    const report = { delivery, said: 'refused', code: null, now: deps.now() } as const
    if (await noteReport(deps.db, report)) await tellOfPause(deps, delivery, delivery.sender ?? '', 'refused')
  }
