/** What was ordered: by card, and by invoice. */
import { type Command, Option } from 'commander'
import { JSON_LINES } from './shared-words.ts'

const sales = () => import('../sales.ts')

export function addOrders(program: Command): void {
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
