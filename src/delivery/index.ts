/** What readers take away: files of books and chapters, and deliveries of them to where readers keep things. */
export { connectionsPanel, connectionsPart } from './connections/account-parts.ts'
export type { CloudSettings } from './connections/cloud.ts'
export type { CloudDeps } from './connections/cloud-destination.ts'
export { type ConnectionState, countConnections, SEALED_COLUMNS } from './connections/connection-store.ts'
export type { ConnectionsDeps } from './connections/connections-deps.ts'
export { forgetConnectionsOf } from './connections/leave-cloud.ts'
export { startLookingAfter } from './connections/look-after.ts'
export { connectionsRoutes } from './connections/routes.ts'
export { changeKeys } from './connections/sealing/change-keys.ts'
export { listKeys, openSeals } from './connections/sealing/seals.ts'
export { countDeliveries, listDeliveries, listUnmakeable } from './deliveries/deliveries-for-staff.ts'
export type { Delivery, DeliveryState, DestinationName, Fault } from './deliveries/delivery.ts'
export type { AccessBasis, KeptDelivery } from './deliveries/delivery-rows.ts'
export { findDelivery, forgetDeliveriesOf, forgetOldDeliveries } from './deliveries/delivery-store.ts'
export type {
  Artefact,
  Destination,
  Handing,
  Outcome,
  StaffSection,
  Standing,
} from './deliveries/destination.ts'
export { explain, explainToStaff } from './deliveries/explain.ts'
export { type ForDelivery, forDelivery } from './deliveries/for-delivery.ts'
export { beginDelivery, type Moving, resumeWaiting, tellEvent, tellNews } from './deliveries/moves.ts'
export { type DeliveryQueue, openQueue } from './deliveries/open-queue.ts'
export { type DeliveryWorker, startDeliveryWorker } from './deliveries/start-worker.ts'
export { type Download, decideBookDownloads, decideChapterDownloads } from './download/decide-downloads.ts'
export { type AssembledFile, type Assembly, openAssembly } from './download/open-assembly.ts'
export { type DownloadDeps, downloadRoutes } from './download/routes.ts'
export { dropboxCloud } from './dropbox/cloud.ts'
export { openDropbox } from './dropbox/open-dropbox.ts'
export { driveCloud } from './google-drive/cloud.ts'
export { openGoogleDrive } from './google-drive/open-google-drive.ts'
export { kindlePanel, kindlePart } from './kindle/account-parts.ts'
export { forgetKindleReader } from './kindle/devices/device-store.ts'
export { forgetOldKindleLetters } from './kindle/devices/letter-store.ts'
export { endPause, loadKindleHealth } from './kindle/health/health-store.ts'
export { type KindleDeps, pressOf as kindlePressOf } from './kindle/kindle-deps.ts'
export { kindleRoutes } from './kindle/kindle-routes.ts'
export { openKindle } from './kindle/open-kindle.ts'
export { askRelay } from './mail/ask-relay.ts'
export { listenForBounces } from './mail/bounces/listen.ts'
export { followBounceFolder } from './mail/bounces/read-folder.ts'
export { takeBounces } from './mail/bounces/take-mail.ts'
export {
  decideDkim,
  decideDmarc,
  decideRelay,
  decideSpf,
  type Finding as DeliveryFinding,
} from './mail/decide-mail-health.ts'
export type { RelaySettings } from './mail/relay.ts'
export { deliveryMigrations } from './migrations.ts'
export { deliveriesPanel, deliveriesPart } from './my-deliveries/account-parts.ts'
export { describeStateToStaff } from './my-deliveries/describe-state.ts'
export { myDeliveriesRoutes } from './my-deliveries/routes.ts'
export type { SavingDeps } from './save/deps.ts'
export { openSavesAt } from './save/open-saving.ts'
export { saveRoutes } from './save/save-routes.ts'
export { words as deliveryWords } from './words.ts'
