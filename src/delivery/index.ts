/** What readers take away: files of books and chapters, and deliveries of them to where readers keep things. */
export type { Delivery, DeliveryState, DestinationName, Fault } from './deliveries/delivery.ts'
export {
  type AccessBasis,
  forgetDeliveriesOf,
  forgetOldDeliveries,
  type KeptDelivery,
} from './deliveries/delivery-store.ts'
export type { Artefact, Destination, Handing, Outcome } from './deliveries/destination.ts'
export type { Moving } from './deliveries/moves.ts'
export { type DeliveryQueue, openQueue } from './deliveries/open-queue.ts'
export { type DeliveryWorker, startDeliveryWorker } from './deliveries/start-worker.ts'
export { type AssembledFile, type Assembly, openAssembly } from './download/assemble-chapter.ts'
export { type Download, decideBookDownloads, decideChapterDownloads } from './download/decide-downloads.ts'
export { type DownloadDeps, downloadRoutes } from './download/routes.ts'
export { deliveryMigrations } from './migrations.ts'
