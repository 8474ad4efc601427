/** What books and chapters cost. */
import { type Command, Option } from 'commander'
import { JSON_LINES } from './shared-words.ts'

const sales = () => import('../sales.ts')

const WHAT = '\nA book or a chapter is named by its id, by the address of its page or by its DOI.'

const priced = (command: Command): Command =>
  command
    .option('--days <n>', 'for reading for so many days; for good unless said')
    .option('--in <country>', 'for readers in this country, by its two letters; everywhere unless said')

export function addPrices(program: Command): void {
  const price = program
    .command('price')
    .description('what books and chapters cost: over the prices that they came with')
    .addHelpText(
      'after',
      `${WHAT} Nothing is offered for sale until STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET are set.`,
    )
  priced(price.command('set').description('set a price, in place of the same one of the book'))
    .argument('<product>', 'a book or a chapter')
    .argument('<amount>', 'as on the price list: 29.99')
    .argument('<currency>', 'three letters: GBP')
    .addOption(
      new Option('--tax <how>', 'whether tax is in it or comes on top').choices(['included', 'added']),
    )
    .addHelpText(
      'after',
      `${WHAT}

Examples:
  chapterhouse price set 716j4eg6hyfyt9cq 29.99 GBP
  chapterhouse price set 716j4eg6hyfyt9cq 34.99 EUR --in FR
  chapterhouse price set 9cq716j4eg6hyfyt 4.50 GBP --days 2`,
    )
    .action(async (word, amount, currency, options) => (await sales()).set(word, amount, currency, options))
  price
    .command('list')
    .description('list what products cost, and where the price comes from')
    .argument('<product...>', 'books and chapters')
    .option(...JSON_LINES)
    .action(async (words, options) => (await sales()).list(words, options))
  priced(
    price.command('remove').description('sell it at this price no longer, also if the book came with it'),
  )
    .argument('<product>', 'a book or a chapter')
    .argument('<currency>', 'three letters: GBP')
    .action(async (word, currency, options) => (await sales()).remove(word, currency, options))
  price
    .command('tax')
    .description('list the taxes on what a press sells, or set the rate for a country')
    .argument('[country]', 'two letters; "*" for all for which nothing else is said')
    .argument('[rate]', 'in per cent: 5.5')
    .option('--press <slug>', 'whose sales; needed where there are several presses')
    .option('--name <name>', 'as it stands on receipts; VAT unless said')
    .option('--remove', 'nothing is due there')
    .action(async (country, rate, options) => (await sales()).tax(country, rate, options))
}
