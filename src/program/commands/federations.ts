/** Who is believed when institutions sign readers in. */
import type { Command } from 'commander'
import { exitWith } from '../telling.ts'
import { JSON_LINES } from './shared-words.ts'

const federations = () => import('../federations.ts')

export function addFederations(program: Command): void {
  const federation = program
    .command('federation')
    .description(
      'who is believed when institutions sign their readers in: SAML federations and providers, OpenID issuers',
    )
    .addHelpText(
      'after',
      `
First let providers know us: give them the address of our metadata, which “federation keys” prints. PUBLIC_URL has to be set
before, and to stay, since we are known by it. Then say which institution a provider signs in for: “institution sign-in”.`,
    )
  federation
    .command('add')
    .description('believe a federation, one SAML provider, or an OpenID issuer')
    .argument(
      '<source>',
      'the address or the file of SAML metadata; with --client-id, the address of an OpenID issuer',
    )
    .option('--name <name>', 'what it is called')
    .option('--id <id>', 'by which the other commands know it; made from the name unless said')
    .option(
      '--certificate <file>',
      'the federation’s signing certificate, in PEM: what it has not signed is refused',
    )
    .option('--client-id <id>', 'as what we are known to an OpenID issuer')
    .option('--secret', 'the client’s secret is read from standard input')
    .option('--scope <domain...>', 'domains whose readers an OpenID issuer signs in')
    .option('--ask <scope...>', 'what is asked of an OpenID issuer beside “openid”')
    .option(...JSON_LINES)
    .addHelpText(
      'after',
      `
It is read at once, and kept only if it is to be believed. The worker reads it again every few hours; an aggregate of
thousands takes a minute.

Examples:
  chapterhouse federation add https://mdq.example.org/entities --name "Example Federation" --certificate signer.pem
  chapterhouse federation add fenwick-idp.xml --name "Fenwick College"
  chapterhouse federation add https://login.fenwick.example --client-id books --secret --scope fenwick.example < secret`,
    )
    .action(async (source, options) => (await federations()).add(source, options))
  federation
    .command('list')
    .description('list federations and issuers, or the providers that have these words in their names')
    .argument('[words]')
    .option('--providers', 'every provider')
    .option(...JSON_LINES)
    .action(async (words, options) => (await federations()).list(words, options))
  federation
    .command('refresh')
    .description('ask one federation, or all, for its metadata now')
    .argument('[id]')
    .option(...JSON_LINES)
    .addHelpText(
      'after',
      '\nEnds with 2 when one of them is not believed; what it said before holds until its end.',
    )
    .action(async (id, options) => exitWith(await (await federations()).refresh(id, options)))
  federation
    .command('check')
    .description('say what is kept of a provider, or what an address or a file would bring')
    .argument('<entity-or-source>')
    .option('--certificate <file>', 'whose signature must be on it, in PEM')
    .option('--json', 'one line of JSON')
    .addHelpText('after', '\nChanges nothing. Ends with 2 when it would not be believed.')
    .action(async (what, options) => exitWith(await (await federations()).check(what, options)))
  federation
    .command('set')
    .description('grant one provider what is not granted to all, and say how it speaks of its readers')
    .argument('<entity>')
    .option('--signed <what>', 'either, assertion, response, both: what it must have signed')
    .option('--algorithms <which>', 'current; with-cbc; old, for SHA-1 and short keys')
    .option('--unsolicited <answer>', 'refused, or accepted: readers whom we did not send there')
    .option('--scopes <domain...>', 'instead of those in its metadata; "" for those again')
    .option(
      '--affiliation <word=kind...>',
      'what it says, and whether that is a member, alum, walk-in or nobody',
    )
    .option('--unscoped <yes-or-no>', 'whether affiliations without a scope count')
    .option('--unsaid <kind>', 'what somebody is of whom it says nothing: nobody, unless you say member')
    .action(async (entity, options) => (await federations()).set(entity, options))
  federation
    .command('remove')
    .description('believe it no longer; its readers’ sign-ins end within half a day')
    .argument('<id-or-issuer>')
    .action(async (word) => (await federations()).remove(word))
  federation
    .command('keys')
    .description('list the keys with which we sign, and change them in three steps')
    .option('--add', 'first: publish a second key beside the one in use')
    .option('--use-newest', 'some days later: sign with it')
    .option('--drop-old', 'some days later: forget the others')
    .action(async (options) => (await federations()).keys(options))
}
