/** Places. */
import { CERTAINTIES, type Place } from '../../model/index.ts'
import { coordinates, id, identified, keys, listOf, oneOf, type Reader, ref, text } from '../readers.ts'
import { type Kept, nameForm, sames, to, visibility } from './common.ts'

export const place: Reader<Kept<Place>> = to(
  identified(
    'place',
    keys(
      {
        id: id('Its id'),
        name: text('What it is called in the chapter'),
        names: listOf(nameForm, 'Other names'),
        within: ref('place', 'The place it lies in'),
        coords: coordinates('Latitude and longitude'),
        certainty: oneOf(CERTAINTIES, 'How sure the coordinates are'),
        same_as: sames,
        fclass: oneOf(['A', 'H', 'L', 'P', 'R', 'S', 'T'], 'Class of GeoNames: P a town, A a country …'),
        note: text('A note'),
        visibility,
      },
      {
        about: 'A place',
        required: ['id', 'name'],
        instead: { label: 'name', coordinates: 'coords', lat: 'coords', in: 'within' },
      },
    ),
  ),
  ({ spot: _, same_as, name, ...read }) =>
    name === null
      ? null
      : {
          ...read,
          name,
          names: read.names ?? [],
          certainty: read.certainty ?? 'certain',
          sameAs: same_as ?? [],
        },
)
