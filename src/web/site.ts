import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Html } from './html.ts'
import type { Brand } from './layout.ts'
import type { Place } from './place.ts'

/** Where a request came in: which place, in whose name, and whose books are shown there. */
export type Site = {
  readonly place: Place
  readonly brand: Brand
  /** Null: the books of every press. */
  readonly press: string | null
}

/** A page without its shell, from a slice that owns no shell. */
export type ShellPage = {
  readonly title: string
  /** Without language and press. */
  readonly path: string
  readonly main: Html
  readonly robots: string | null
  /** 200 unless said otherwise. */
  readonly status?: number
}

/** Puts the shell round it, with the diagnostics line of this rendering, and sends it. */
export type AnswerShell = (
  request: FastifyRequest,
  reply: FastifyReply,
  page: ShellPage,
) => Promise<FastifyReply>
