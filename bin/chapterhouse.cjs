#!/usr/bin/env node
'use strict'
/**
 * Starts the program on Node 24: on the one that runs this file when it is new enough, else on the one that npm brought
 * along. Written for any Node since 12, so that an old one can still say what is missing.
 */
const path = require('node:path')
const { existsSync } = require('node:fs')
const { spawn } = require('node:child_process')

const WANTED = 24
const main = path.join(__dirname, '..', 'src', 'program', 'main.ts')
const args = process.argv.slice(2)

if (Number(process.versions.node.split('.')[0]) >= WANTED) {
  // Compiled code is kept between starts; Node looks after its age and size.
  require('node:module').enableCompileCache()
  // Starting makes much that is soon forgotten; without this its room would be held for good. See program/bound-heap.ts. Other
  // commands end soon: kept so small, they would spend a third of their time collecting (adding 12 books: 3 s of 9).
  if (args[0] === 'serve') require('node:v8').setFlagsFromString('--semi-space-growth-factor=1')
  import(require('node:url').pathToFileURL(main).href)
} else {
  startOn(bundledNode() || complain())
}

function bundledNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform
  try {
    const folder = path.dirname(require.resolve(`node-${system}-${process.arch}/package.json`))
    const file = path.join(folder, 'bin', system === 'win' ? 'node.exe' : 'node')
    return existsSync(file) ? file : null
  } catch (_) {
    return null
  }
}

function complain() {
  process.stderr.write(
    `Chapterhouse needs Node ${WANTED} or later. This is Node ${process.versions.node}, and no newer one came along for ` +
      `this machine (${process.platform} ${process.arch}).\n` +
      'Run “npm ci” again with optional dependencies, or install Node 24 from https://nodejs.org.\n',
  )
  process.exit(1)
}

function startOn(node) {
  // The program stops by itself when this process is killed without a word: see `stopWithParent`.
  const env = Object.assign({}, process.env, { CHAPTERHOUSE_LAUNCHER: String(process.pid) })
  const child = spawn(node, [__filename].concat(args), { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'])
    process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    process.stderr.write(`Chapterhouse could not be started on ${node}: ${error.message}\n`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code === null ? 1 : code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}
