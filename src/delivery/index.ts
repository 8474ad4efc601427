/** What readers take away: files of books and chapters. */
export { type AssembledFile, type Assembly, openAssembly } from './download/assemble-chapter.ts'
export { type Download, decideBookDownloads, decideChapterDownloads } from './download/decide-downloads.ts'
export { type DownloadDeps, downloadRoutes } from './download/routes.ts'
