import { cover } from './cover.ts'

const drawing = {
  id: 'b000000000000001',
  title: 'Rooms for Reading Aloud',
  contributors: 'Maud Ellery, Tomás Iriarte',
  press: 'Aldine House',
  language: 'en',
  direction: 'ltr',
  hue: 30,
} as const

export const coverExamples = {
  'drawn for a book without one': cover({ kind: 'generated', drawing }, 'main'),
  'a long title': cover(
    {
      kind: 'generated',
      drawing: {
        ...drawing,
        id: 'b000000000000007',
        hue: 150,
        title: 'Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung',
        language: 'de',
      },
    },
    'main',
  ),
  'from right to left': cover(
    {
      kind: 'generated',
      drawing: {
        ...drawing,
        id: 'b000000000000003',
        hue: 250,
        title: 'بيت الحكمة وبيوت القراءة',
        language: 'ar',
        direction: 'rtl',
      },
    },
    'main',
  ),
  'signs without spaces': cover(
    {
      kind: 'generated',
      drawing: {
        ...drawing,
        id: 'b00000000000000e',
        hue: 90,
        title: '声に出して読む――石の部屋と木の部屋',
        language: 'ja',
      },
    },
    'main',
  ),
}
