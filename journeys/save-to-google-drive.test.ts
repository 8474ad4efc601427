import { journeyTo } from './clouds.ts'

journeyTo({ name: 'google-drive', label: 'Google Drive', owner: 'reader@gmail.example' })
