import { paths } from '../paths.ts'
import { figure } from './figure.ts'

/** The page that shows it puts a picture of its own there. */
export const figureExamples = (src: string = paths.asset('example.svg')) => ({
  'with a caption': figure({
    image: { width: 320, height: 480 },
    src,
    alternativeText: 'The drawn cover of a book called Rooms for Reading Aloud.',
    caption: 'Figure 1. A cover made from a title.',
    lazy: true,
  }),
})
