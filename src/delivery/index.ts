/** What readers take away: files of books and chapters, and deliveries of them to where readers keep things. */
export type { Delivery, DeliveryState, DestinationName, Fault } from './deliveries/delivery.ts'
export {
  type AccessBasis,
  forgetDeliveriesOf,
  forgetOldDeliveries,
  type KeptDelivery,
} from './deliveries/delivery-store.ts'
export type { Artefact, Destination, Handing, Outcome } from './deliveries/destination.ts'
export { type ForDelivery, forDelivery } from './deliveries/for-delivery.ts'
export { type Moving, resumeWaiting, tellEvent, tellNews } from './deliveries/moves.ts'
export { type DeliveryQueue, openQueue } from './deliveries/open-queue.ts'
export { type DeliveryWorker, startDeliveryWorker } from './deliveries/start-worker.ts'
export { type Download, decideBookDownloads, decideChapterDownloads } from './download/decide-downloads.ts'
export { type AssembledFile, type Assembly, openAssembly } from './download/open-assembly.ts'
export { type DownloadDeps, downloadRoutes } from './download/routes.ts'
export { deliveryMigrations } from './migrations.ts'
export { deliveriesPanel, deliveriesPart } from './my-deliveries/account-parts.ts'
export { myDeliveriesRoutes } from './my-deliveries/routes.ts'
export type { SavingDeps } from './save/deps.ts'
export { openSavesAt } from './save/open-saving.ts'
export { saveRoutes } from './save/save-routes.ts'
