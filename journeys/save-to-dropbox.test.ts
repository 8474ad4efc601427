import { journeyTo } from './clouds.ts'

journeyTo({ name: 'dropbox', label: 'Dropbox', owner: 'reader@dropbox.example' })
