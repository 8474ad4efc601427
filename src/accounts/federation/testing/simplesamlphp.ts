/**
 * Debian's SimpleSAMLphp as an identity provider, on PHP's own server: configured by nothing but our metadata, as an
 * institution would do it. Null where it is not installed.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ProviderDouble } from './provider-double.ts'

const HOME = '/usr/share/simplesamlphp'

export const isInstalled = (): boolean =>
  existsSync(`${HOME}/www/saml2/idp/SSOService.php`) && existsSync('/usr/bin/php')

export type SimpleSaml = { readonly origin: string; readonly entityId: string; close(): Promise<void> }

export type SimpleSamlOptions = {
  readonly keys: ProviderDouble
  /** Ours, as we publish it. */
  readonly serviceMetadata: string
  readonly attributes: Readonly<Record<string, readonly string[]>>
  readonly sign: 'assertion' | 'response' | 'both'
  /** By AES-CBC: its public-key way knows no other. */
  readonly encrypt: boolean
}

export async function openSimpleSaml(options: SimpleSamlOptions): Promise<SimpleSaml> {
  const folder = await mkdtemp(join(tmpdir(), 'simplesaml-'))
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const entityId = `${origin}/the-provider`
  for (const name of ['cert', 'log', 'data', 'tmp', 'metadata']) await mkdir(join(folder, name))
  const files: Readonly<Record<string, string>> = {
    'config.php': config(folder, origin),
    'authsources.php': `<?php\n$config = ['static' => ['exampleauth:StaticSource', ${php(options.attributes)}]];\n`,
    'metadata/saml20-idp-hosted.php': hosted(entityId, options),
    'cert/idp.pem': String(options.keys.key.export({ type: 'pkcs8', format: 'pem' })),
    'cert/idp.crt': new X509Certificate(Buffer.from(options.keys.certificate, 'base64')).toString(),
    'service.xml': options.serviceMetadata,
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  const server: ChildProcess = spawn('/usr/bin/php', ['-S', `127.0.0.1:${port}`, '-t', `${HOME}/www`], {
    env: { PATH: '/usr/bin:/bin', SIMPLESAMLPHP_CONFIG_DIR: folder },
    stdio: 'ignore',
  })
  for (let tries = 0; tries < 50; tries++) {
    if (
      await fetch(`${origin}/saml2/idp/metadata.php`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      break
    await sleep(100)
  }
  return {
    origin,
    entityId,
    close: async () => {
      server.kill()
      await rm(folder, { recursive: true })
    },
  }
}

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' ? (address?.port ?? 0) : 0
      server.close(() => done(port))
    })
  })

const config = (folder: string, origin: string): string => `<?php
$config = [
  'baseurlpath' => '${origin}/',
  'certdir' => '${folder}/cert/', 'loggingdir' => '${folder}/log/', 'datadir' => '${folder}/data/', 'tempdir' => '${folder}/tmp/',
  'metadatadir' => '${folder}/metadata/',
  'secretsalt' => 'a salt that is long enough for tests', 'auth.adminpassword' => 'nobody knows it',
  'timezone' => 'UTC', 'logging.handler' => 'file', 'logging.level' => 7,
  'enable.saml20-idp' => true, 'session.cookie.secure' => false, 'session.phpsession.savepath' => '${folder}/tmp/',
  'store.type' => 'phpsession', 'module.enable' => ['exampleauth' => true, 'core' => true, 'saml' => true],
  'authproc.idp' => [],
  'metadata.sources' => [['type' => 'flatfile'], ['type' => 'xml', 'file' => '${folder}/service.xml']],
];
`

const hosted = (entityId: string, { sign, encrypt }: SimpleSamlOptions): string => `<?php
$metadata['${entityId}'] = [
  'host' => '__DEFAULT__', 'privatekey' => 'idp.pem', 'certificate' => 'idp.crt', 'auth' => 'static',
  'validate.authnrequest' => true, 'attributes.NameFormat' => 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
  'NameIDFormat' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
  'saml20.sign.response' => ${sign !== 'assertion'}, 'saml20.sign.assertion' => ${sign !== 'response'},
  'assertion.encryption' => ${encrypt},
  'scope' => ['uni.example'],
];
`

const php = (attributes: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(attributes)
    .map(([name, values]) => `'${name}' => [${values.map((value) => `'${value}'`).join(', ')}]`)
    .join(', ')
