/**
 * The tables of the shelf. Documents (`record`, `listing`, `contents`) hold what pages need, whole; columns hold what is
 * searched by. Names that are sorted by have the collation "C", so that every server sorts alike.
 */
import { inTurn, type Migrations } from '#platform'

export const migrations: Migrations = {
  '0100-catalogue-shelf': { up: (db) => inTurn(db, SHELF) },
  '0101-catalogue-lists': { up: (db) => inTurn(db, LISTS) },
  '0102-catalogue-files': { up: (db) => inTurn(db, FILES) },
  '0103-catalogue-readable': { up: (db) => inTurn(db, READABLE) },
  '0104-catalogue-drafts': { up: (db) => inTurn(db, DRAFTS) },
  '0105-catalogue-unmade-files': { up: (db) => inTurn(db, UNMADE_FILES) },
}

/** lz4 reads several times faster than the default; a server built without it keeps the default. */
const compressWithLz4 = (table: string, column: string) => `
  do $$ begin
    alter table ${table} alter column ${column} set compression lz4;
  exception when feature_not_supported then null;
  end $$`

const SHELF = [
  `create table shelf (
     press text primary key,
     change bigint not null default 0,
     books integer not null default 0
   )`,
  `comment on table shelf is
     'One row for each press and one, named with the empty string, for the site. Whoever changes the shelf holds the
      site''s row until the end: changes are numbered without gaps, in the order in which they are seen.'`,
  `insert into shelf (press) values ('')`,
  `create table book (
     id text primary key,
     press text not null,
     ordinal integer not null,
     shelved boolean not null,
     title_key text collate "C" not null,
     listed bigint not null,
     version integer not null,
     parcel_hash text not null,
     doi text,
     product jsonb not null,
     record jsonb not null,
     listing json not null,
     contents json not null,
     withdrawn timestamptz,
     reason text,
     unique (press, ordinal)
   )`,
  `comment on column book.listed is 'The change with which it first came on the shelf'`,
  `comment on column book.ordinal is 'Its place among all that its press ever sent; decides its part of the sitemap'`,
  `create index book_doi on book (doi) where doi is not null`,
  `create table book_identifier (
     press text not null,
     value text not null,
     book_id text not null references book,
     is_key boolean not null,
     primary key (press, value, book_id)
   )`,
  `create unique index book_identifier_key on book_identifier (press, value) where is_key`,
  `create index book_identifier_book on book_identifier (book_id)`,
  `create table book_version (
     book_id text not null references book,
     number integer not null,
     shelved timestamptz not null,
     note text,
     parcel_hash text not null,
     changes jsonb not null,
     primary key (book_id, number)
   )`,
  `create table chapter (
     id text primary key,
     book_id text not null references book,
     position integer,
     slug text not null,
     doi text,
     updated timestamptz not null,
     media text[] not null,
     product jsonb not null,
     content_hash text not null,
     removed timestamptz,
     record jsonb not null
   )`,
  `comment on column chapter.position is 'Null: a newer version of the book left it out'`,
  `create index chapter_book on chapter (book_id, position)`,
  `create index chapter_doi on chapter (doi) where doi is not null`,
  `create table chapter_text (
     chapter_id text not null references chapter,
     section integer not null,
     html text not null,
     primary key (chapter_id, section)
   )`,
  compressWithLz4('chapter_text', 'html'),
  `create table chapter_anchors (
     chapter_id text primary key references chapter,
     live json not null,
     retired json not null
   )`,
  `comment on table chapter_anchors is
     'live: [anchor, hash, kind, section] for each block in order; retired: [anchor, hash, nearest living anchor]'`,
  compressWithLz4('chapter_anchors', 'live'),
  compressWithLz4('chapter_anchors', 'retired'),
  // A list reads many lines and nothing else: each stays in its row.
  `alter table book alter column listing set storage main`,
  compressWithLz4('book', 'listing'),
  compressWithLz4('book', 'contents'),
  compressWithLz4('book', 'record'),
  compressWithLz4('chapter', 'record'),
]

const LISTS = [
  `create table contributor (
     id text primary key,
     identity text not null unique,
     slug text not null,
     name text not null,
     sort_name text not null,
     kind text not null,
     orcid text
   )`,
  `comment on column contributor.identity is 'orcid:… or, where none is known, name:<press>:<normalised name>'`,
  `create table contribution (
     book_id text not null references book,
     chapter json,
     position integer not null,
     contributor_id text not null references contributor,
     role text not null,
     affiliations jsonb not null,
     listed bigint not null
   )`,
  `comment on column contribution.chapter is 'As the contributor''s page shows it; null: to the book as a whole'`,
  `create index contribution_contributor on contribution (contributor_id, listed desc, book_id)`,
  `create index contribution_book on contribution (book_id)`,
  `create table facet (
     id integer generated always as identity primary key,
     kind text not null,
     key text not null,
     slug text not null,
     label text not null,
     label_key text collate "C" not null,
     unique (kind, key),
     unique (kind, slug)
   )`,
  `comment on table facet is 'Kind "all" has one facet, on which every book stands'`,
  `create table facet_count (
     facet_id integer not null references facet,
     press text not null,
     kind text not null,
     slug text not null,
     label text not null,
     label_key text collate "C" not null,
     books integer not null check (books > 0),
     primary key (facet_id, press)
   )`,
  `comment on table facet_count is 
     'Press is the empty string for the whole site. The words are those of the facet, which never change: a list is one scan'`,
  `create index facet_count_label on facet_count (kind, press, label_key, facet_id)`,
  `create index facet_count_books on facet_count (kind, press, books, facet_id)`,
  `create table book_facet (
     book_id text not null references book,
     facet_id integer not null references facet,
     press text not null,
     title_key text collate "C" not null,
     listed bigint not null,
     primary key (book_id, facet_id)
   )`,
  `create index book_facet_title on book_facet (facet_id, title_key, book_id)`,
  `create index book_facet_listed on book_facet (facet_id, listed, book_id)`,
  `create index book_facet_press_title on book_facet (facet_id, press, title_key, book_id)`,
  `create index book_facet_press_listed on book_facet (facet_id, press, listed, book_id)`,
  `create table product_issue (
     book_id text not null references book,
     position integer not null,
     chapter_id text references chapter,
     rule text not null,
     about text not null,
     severity text not null,
     issue jsonb not null,
     primary key (book_id, position)
   )`,
  `create index product_issue_chapter on product_issue (chapter_id) where chapter_id is not null`,
  `create table sitemap_part (
     press text not null,
     part integer not null,
     updated timestamptz not null,
     primary key (press, part)
   )`,
]

const FILES = [
  `create table format (
     book_id text not null references book,
     position integer not null,
     sha256 text not null,
     primary key (book_id, position)
   )`,
  `create index format_sha256 on format (sha256)`,
  `create table media (
     book_id text not null references book,
     name text not null,
     sha256 text not null,
     media_type text not null,
     bytes bigint not null,
     public boolean not null,
     primary key (book_id, name)
   )`,
  `create index media_sha256 on media (sha256)`,
  `create table attachment (
     book_id text not null references book,
     position integer not null,
     path text not null,
     sha256 text not null,
     bytes bigint not null,
     primary key (book_id, position)
   )`,
  `create index attachment_sha256 on attachment (sha256)`,
]

/** Who may read is decided by licences for single products: each that a product holds says which it is. */
const READABLE = [
  `update chapter c set product = jsonb_build_object('id', c.id, 'openness', c.record->'openness', 'holds', (
     select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'openness', o.record->'openness') order by o.position), '[]')
     from chapter o where o.book_id = c.book_id and c.record->'alsoHolds' ? o.id
   ))`,
  `update book b set product = jsonb_build_object('id', b.id, 'openness', b.record->'openness', 'holds', (
     select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'openness', c.record->'openness') order by c.position), '[]')
     from chapter c where c.book_id = b.id and c.position is not null
       and (c.record->'text' <> 'null' or c.record->'source' <> 'null')
   ))`,
  `update book b set contents = (
     select coalesce(json_agg(line.outline::jsonb || jsonb_build_object('holds', c.product->'holds') order by line.n), '[]')
     from json_array_elements(b.contents) with ordinality as line (outline, n)
     join chapter c on c.id = line.outline->>'id'
   )`,
]

const DRAFTS = [
  `create table draft (
     id text primary key,
     press text not null,
     book_id text references book,
     made timestamptz not null default now(),
     draft json not null
   )`,
  `comment on table draft is 'Books that are read and wait to be shelved'`,
  `comment on column draft.book_id is 'What it is an edited version of, whatever its numbers'`,
  compressWithLz4('draft', 'draft'),
  `create table draft_file (
     draft_id text not null references draft,
     sha256 text not null,
     primary key (draft_id, sha256)
   )`,
  `create index draft_file_sha256 on draft_file (sha256)`,
  `create table book_correction (
     book_id text primary key references book,
     corrections jsonb not null
   )`,
  `comment on table book_correction is
     'What staff changed in the browser, in the words of book.yaml: laid over every further version of the files'`,
  `create table withdrawn_parcel (
     book_id text primary key references book,
     yaml text not null,
     files jsonb not null
   )`,
  `comment on table withdrawn_parcel is 'What it takes to bring a withdrawn book back, where its press wished to keep it'`,
  `create table amendment (
     id text primary key,
     book_id text not null references book,
     chapter_id text references chapter,
     kind text not null,
     text text not null,
     doi text,
     dated date not null
   )`,
  `comment on table amendment is 'What a press tells of a text after it was published: corrections, retractions …'`,
  `create index amendment_book on amendment (book_id)`,
]

const UNMADE_FILES = [
  `alter table product_issue add column noted timestamptz, add column told timestamptz`,
  `comment on column product_issue.noted is 'When it was last found, of what is found only when a file is asked for'`,
  `comment on column product_issue.told is 'When its press was last written to'`,
]
