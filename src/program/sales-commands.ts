/** The commands of sales: prices, and what was ordered. */
import { type Command, Option } from 'commander'

const JSON_LINES = ['--json', 'one line of JSON for each'] as const

const sales = () => import('./sales.ts')

export function addSalesCommands(program: Command): void {
  addPrices(program)
  addOrders(program)
}

const WHAT = '\nA book or a chapter is named by its id, by the address of its page or by its DOI.'

const priced = (command: Command): Command =>
  command
    .option('--days <n>', 'for reading for so many days; for good unless said')
    .option('--in <country>', 'for readers in this country, by its two letters; everywhere unless said')

function addPrices(program: Command): void {
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

function addOrders(program: Command): void {
  const order = program
    .command('order')
    .description('what was bought: orders by card, and orders of institutions by invoice')
    .addHelpText('after', '\nAn order is named by its id, or by the number of its receipt or invoice.')
  order
    .command('list')
    .description('list orders, newest first')
    .option('--state <state...>', 'open, quoted, invoiced, paid, refunded, disputed …')
    .option('--press <slug>', 'those of one press')
    .option('--like <text>', 'with this in title, buyer or address, or with this number')
    .option('--limit <n>', 'at most so many; 100 unless said')
    .option(...JSON_LINES)
    .action(async (options) => (await sales()).orders(options))
  order
    .command('show')
    .description('tell all of one order: its payment, its papers, what was paid back')
    .argument('<order>')
    .option(...JSON_LINES)
    .action(async (word, options) => (await sales()).show(word, options))
  order
    .command('refund')
    .description('pay back, all or in part; with the last of the money the access ends')
    .argument('<order>')
    .option('--amount <amount>', 'a part: 5.00; all that is left unless said')
    .option('--reason <text>', 'for yourselves')
    .option('--end-access', 'the access ends although not all is paid back')
    .action(async (word, options) => (await sales()).refund(word, options))
  order
    .command('quote')
    .description('offer a book or a chapter to an institution, to be paid by invoice')
    .argument('<product>', 'a book or a chapter')
    .requiredOption('--institution <name>', 'by name, id or ROR id')
    .requiredOption('--amount <amount>', 'the price: 120.00')
    .requiredOption('--currency <code>', 'three letters: EUR')
    .addOption(
      new Option('--tax <how>', 'whether tax is in it or comes on top').choices(['included', 'added']),
    )
    .option('--tax-rate <rate>', 'in per cent; no tax unless said')
    .option('--tax-name <name>', 'as it stands on the invoice; VAT unless said')
    .option('--days <n>', 'for how long; for good unless said')
    .option('--email <address>', 'where the invoice is sent; the institution’s own unless said')
    .option('--country <code>', 'the institution’s own unless said')
    .option('--reference <text>', 'the institution’s number for it')
    .addOption(new Option('--language <code>', 'of the invoice').choices(['en', 'fr']))
    .action(async (word, options) => (await sales()).quote(word, options))
  order
    .command('invoice')
    .description('give a quote its number and send the invoice')
    .argument('<order>')
    .action(async (word) => (await sales()).invoice(word))
  order
    .command('settle')
    .description('note that an invoice is paid: the institution’s licence begins')
    .argument('<order>')
    .option('--reference <text>', 'of the payment')
    .action(async (word, options) => (await sales()).settle(word, options))
  order
    .command('cancel')
    .description('call off a quote or an invoice that is not paid')
    .argument('<order>')
    .action(async (word) => (await sales()).cancel(word))
}
