// What the engine is asked and what it answers, and what its parts hand to each other. Types only:
// nothing loads this file at run time, the other modules name it in their comments.

// What a page sees

/**
 * @typedef {'question'|'answer'|'moderator'|'aside'|'remarks'|'heading'} Role who speaks; remarks are
 *   the opening or closing words of a conference
 * @typedef {'outlet'|'speaker'|'topic'} Kind of a controlled name
 * @typedef {[number, number]} Span from, to (not included), in UTF-16 units
 */

/**
 * The engine, in the worker and, by its client, on the page.
 * @typedef {object} Engine
 * @property {(query: string, options?: SearchOptions) => Promise<Answer>} search
 * @property {(prefix: string, limit?: number) => Promise<Suggestion[]>} suggest names that begin with
 *   what was typed, in characters, pinyin or initials; then those that contain it
 * @property {() => Promise<Record<Kind|'other', Name[]>>} names every name, for filters
 * @property {(text: string, blocks?: Span[], progress?: (done: number, all: number) => void) =>
 *   Promise<import('../check/check.mjs').Report>} check every quotation of a text
 */

/**
 * @typedef {object} SearchOptions
 * @property {Filters} [filters]
 * @property {'rank'|'newest'|'oldest'} [sort] rank where nothing is said
 * @property {number} [offset] of the first result, 0 where nothing is said
 * @property {number} [limit] 10 where nothing is said
 * @property {(Kind|'year')[]} [facets] count the exchanges by these: years cost nothing
 * @property {boolean} [near] the nearest even where something is exact
 */

/**
 * @typedef {object} Filters ids; a list is «one of these»
 * @property {string[]} [outlet]
 * @property {string[]} [topic]
 * @property {string[]} [speaker]
 * @property {string[]} [year]
 * @property {string} [from] a day, or its beginning
 * @property {string} [to]
 * @property {'question'|'answer'} [role]
 */

/**
 * The answer to one query.
 * @typedef {object} Answer
 * @property {Match|'near'|'none'|'empty'|'excluded'|'too-short'} status what the best result rests on;
 *   excluded: only words to leave out were given
 * @property {number} exchanges how many exchanges have the words in print, together where any has them
 *   so; where there are no words, how many there are; of the nearest, how many there are
 * @property {number} remarks how many opening or closing words have them so
 * @property {number} places how often they stand there
 * @property {boolean} together those have the words as one phrase, not one here and one there
 * @property {number} apart how many besides have each of the words in print, but apart
 * @property {number} readings how many have them in an editor's reading only
 * @property {number} headings how many have them in an editor's heading only
 * @property {number} total all of these
 * @property {Result[]} results the asked page of them: printed words first, then readings, then headings
 * @property {Piece[]} pieces where nothing has the whole: the longest parts of it that are printed
 * @property {string[]} terms the folded words
 * @property {string[]} ignored words of one character, which a large index cannot look up
 * @property {string[]} unresolved fields with a name that nobody knows, looked for as words
 * @property {Facets} [facets]
 */

/**
 * What a result rests on: printed words; only an editor's suggestion of what they should have been; only
 * an editor's heading. @typedef {'exact'|'reading'|'heading'} Match
 *
 * @typedef {{text: string, exchanges: number, remarks: number, places: number}} Piece of a query, as
 *   typed, and how many have it in print
 * @typedef {{reading: string, printed: string}} Reading what an editor suggests, and what is printed
 */

/**
 * One exchange, or the opening or closing words of a conference.
 * @typedef {object} Result
 * @property {string} exchange the entry, e.g. 2024-03-07-wang-yi/q07
 * @property {string} heading
 * @property {string} date
 * @property {string[]} outlets ids
 * @property {string} outletName
 * @property {string[]} speakers ids
 * @property {string} speakerNames
 * @property {string[]} topics ids
 * @property {Match|'near'} match
 * @property {number} places
 * @property {string[]} remarks of printed words: how they differ from what was asked, in what was folded
 *   away
 * @property {number} remarked in how many of the places they do
 * @property {Reading[]} readings that the find rests on
 * @property {Passage[]} passages
 * @property {string} url from where the site begins, with the first passage's anchor
 * @property {number} [score] of the nearest: 0 to 1
 * @property {Difference[]} [diff] of the nearest, in order
 * @property {number} [differences] how many characters differ
 */

/**
 * @typedef {object} Passage
 * @property {string} paragraph id
 * @property {Role} role
 * @property {string} text as printed
 * @property {Span[]} marks
 */

/**
 * @typedef {['same'|'changed'|'missing'|'extra', string, string]} Difference kind, in the folded query,
 *   as printed; missing from the text, extra in the text
 * @typedef {Partial<Record<Kind|'year', Record<string, number>>>} Facets exchanges by id
 * @typedef {{id: string, name: string, aliases: string[]}} Name
 * @typedef {{kind: Kind|'term', id: string, name: string}} Suggestion
 */

// What the files hold: see records.mjs

/**
 * @typedef {(path: string, fresh?: boolean) => Promise<Uint8Array>} FetchBytes fresh: revalidate.
 *   Rejects with MissingFile where there is no such file.
 */

/**
 * The pointer to everything else, current.json: scripts/wenda/search/format.py says what is what.
 * @typedef {object} Pointer
 * @property {number} version
 * @property {number} fold
 * @property {number} n
 * @property {string} suggest
 * @property {string} script
 * @property {string} pairs
 * @property {string} [pack] of a small archive; the rest of a large one
 * @property {string} names
 * @property {[year: string, folders: string, sizes: number[]][]} volumes
 * @property {SegmentPointer[]} segments
 * @property {string} common
 *
 * @typedef {object} SegmentPointer
 * @property {number} n
 * @property {number} mean
 * @property {number} stride
 * @property {[folder: string, bits: number][]} shards of runs of two units, and of three
 * @property {string} facets
 */

/**
 * @typedef {object} Exchange
 * @property {string} key
 * @property {string} heading
 * @property {string} date
 * @property {string[]} outlets
 * @property {string[]} speakers
 * @property {string[]} topics
 * @property {string} outletName
 * @property {string} speakerNames
 * @property {Paragraph[]} paragraphs
 * @property {Erratum[]} errata
 * @property {string} event the title of its conference
 *
 * @typedef {{id: string, role: Role, text: string}} Paragraph as printed
 * @typedef {{paragraph: number, start: number, end: number, reading: string}} Erratum
 * @typedef {Suggestion & {aliases: string[], pinyin: string, initials: string}} Suggestible
 *
 * @typedef {object} Meta for filters and facets
 * @property {Record<Kind, string[][]>} ids per exchange
 * @property {string[]} dates per exchange
 * @property {Set<number>} remarks who are no exchanges, but opening or closing words
 *
 * @typedef {Omit<Meta, 'remarks'> & {remarks: number[]}} FacetsOfSegment
 */

// What the engine's parts hand to each other

/**
 * The two formats of an index, small and large, answer the same questions. Owner: an exchange's
 * number, larger is newer. Address: a place in the index, where a unit's folded text stands.
 * @typedef {object} Index
 * @property {string} id the pointer, as text: two indexes of one id are the same
 * @property {boolean} small everything is in memory; one character can be looked for
 * @property {number} n how many owners
 * @property {number} space how many addresses
 * @property {number} candidates so many of each kind of candidates are looked at for the nearest
 * @property {(code: number) => number} weight how rare a character is
 * @property {(texts: string[]) => Promise<import('../fold.mjs').Script>} script that these texts need
 * @property {(address: number) => number} ownerAt
 * @property {(owner: number) => string} yearOf
 * @property {(owner: number) => Exchange|Promise<Exchange>} exchange
 * @property {(owner: number) => Units|Promise<Units>} units
 * @property {() => Promise<Meta>} meta
 * @property {() => Promise<Record<Kind|'other', Name[]>>} names
 * @property {() => Promise<Suggestible[]>} suggestions
 * @property {(term: string, placed: boolean) => Places|Promise<Places>} find every place of a folded term;
 *   placed: whether it matters where in an exchange, which a large index is asked for besides
 * @property {(term: string) => boolean} [has] whether it is printed somewhere, where that costs nothing
 * @property {(query: string) => Vote[]|Promise<Vote[]>} votes where (some of) its bigrams stand
 *
 * @typedef {{role: Role, reading: boolean, remarks: boolean}} PlaceKind whose words, whether an editor's
 *   reading of them, whether in opening or closing words
 * @typedef {{at: number[], owners: number[], kinds: PlaceKind[], edges: number[]}} Places addresses, rising,
 *   whose, in what, and how many of a place's two ends are edges of words
 * @typedef {{offset: number, at: ArrayLike<number>}} Vote addresses of the bigram at that offset
 */

/**
 * A run of paragraphs of one role, folded: a match may go on from paragraph to paragraph inside it.
 * Character i of `text` was printed in paragraph[i] at [start[i], end[i]).
 * @typedef {object} Unit
 * @property {Role} role
 * @property {string} text folded
 * @property {number[]} paragraph
 * @property {number[]} start
 * @property {number[]} end
 * @property {Span[]} [core] of an alternate reading: what it changes
 * @property {Erratum[]} [errata] of an alternate reading: those whose readings it has
 *
 * @typedef {'heading'|'spoken'|'alternates'} UnitKind
 * @typedef {Record<UnitKind, Unit[]>} Units of one exchange
 */

/**
 * @typedef {object} Filter what fields and filters ask for
 * @property {boolean} some is anything asked for
 * @property {Role} [role]
 * @property {(owner: number) => boolean} keeps
 *
 * @typedef {object} Hit of one term in one exchange
 * @property {number[]} at addresses in printed words
 * @property {number[]} readings addresses in alternates
 * @property {number} heading
 * @property {{edge: number, question: number}} printed
 * @property {{edge: number, question: number}} read in alternates
 * @property {number} score
 * @property {boolean} remarks
 *
 * @typedef {object} Found of all terms in one exchange
 * @property {Match} match
 * @property {number} places
 * @property {number} score
 * @property {boolean} together as one phrase; also one term alone
 * @property {boolean} remarks opening or closing words
 *
 * @typedef {object} Near the nearest passage of one exchange
 * @property {number} score
 * @property {Map<number, Span[]>} marks per paragraph
 * @property {Difference[]} diff
 * @property {number} differences
 */
export {};
