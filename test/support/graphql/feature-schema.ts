/** Each feature of GraphQL that tools depend on, once. */
export const featureSchema = `
schema { query: Root mutation: Changes subscription: Live }

"""A moment."""
scalar DateTime @specifiedBy(url: "https://scalars.graphql.org/andimarek/date-time")
scalar JSON
scalar Cursor
scalar Upload

type Live { ticks: Int! }

type Root {
  # How many films there are.
  # All of them count.
  count: Int!
  now: DateTime
  anything(value: JSON, cursors: [Cursor!]): JSON
  kind(kind: Kind! = FILM, other: Kind): Kind
  kinds: [[Kind!]]!
  echo(text: String = "a \\"default\\"", float: Float, flag: Boolean! = true, id: ID!): String
  matrix(rows: [[Int!]]!, cube: [[[Boolean]!]!]): [[Int]!]
  "A film by its id."
  film(id: ID!): Film
  films(by: FilmFilter = { kinds: [FILM], nested: { title: "x" } }, order: [Order!]): FilmConnection!
  node(id: ID!): Node
  things(kinds: [Kind!]! = [FILM]): [Thing!]!
  thing: Thing
  person: Person!
  onlyRelations: OnlyRelations
  deep: Deep1
  desk: Desk!
  shelf: Shelf
  old: String @deprecated(reason: "Use echo.")
  # A name that no tool may have.
  aNameThatIsLongerThanTheSixtyFourCharactersThatToolsMayHaveForTheirNames(id: ID): ID
  class: Film
  Subscription: Int
}

type Changes {
  count: Int!
  save(film: FilmInput!, notify: [ID!], poster: Upload): SavePayload
  find(by: By!): [Thing]
  remove(ids: [ID!]!): Boolean!
  attach(file: Upload!): Boolean
}

type SavePayload { film: Film errors: [Problem!]! clientMutationId: String }
interface Problem { message: String! }
type TooLong implements Problem { message: String! limit: Int! }
type Missing implements Problem { message: String! field: String! limit: String }

interface Node { id: ID! created: DateTime }
interface Titled implements Node { id: ID! created: DateTime title(language: String): String name: String! }

type Film implements Node & Titled {
  id: ID!
  created: DateTime
  title(language: String): String
  name: String!
  year: Int
  rating: Float!
  owner: Person
  kind: Kind!
  tags: [String!]
  raw: JSON
  legacy: String @deprecated
  sequel: Film
  similar(first: Int! = 3, after: Cursor, kinds: [Kind!]): FilmConnection!
  cast(filter: FilmFilter, id: ID): [Person!]
  poster(size: Int!): String!
  scan(file: Upload!): String
}

type Person implements Node {
  id: ID!
  created: DateTime
  name: String
  year: Int
  rating: Float
  owner: Film
  kind: Kind
  friends(first: Int, film: ID): [Person!]!
  best: Film
  things: [Thing]
  tags: [[String]]
}

type Company implements Node { id: ID! created: DateTime name: String! owner: Person Person_name: Int tags: [String!] }

union Thing = Film | Person | Company

type FilmConnection { nodes: [Film] edges: [FilmEdge!] pageInfo: PageInfo! total: Int! }
type FilmEdge { node: Film cursor: Cursor! }
type PageInfo { next: Cursor hasNext: Boolean! }

type OnlyRelations { film(id: ID!): Film count(of: Kind): Int! }
type Shelf { book: Book! }
type Desk { author: Author! }
type Book { author: Author! title: String! }
type Author { name: String! home: Home! }
type Home { street: String! city: City! }
type City { name: String! }

type Deep1 { deeper: Deep2 }
type Deep2 { deeper: Deep3 }
type Deep3 { deeper: Deep4 }
type Deep4 { value: Int }

"What a thing is."
enum Kind {
  "Something to watch."
  FILM
  PERSON
  COMPANY @deprecated(reason: "No longer listed.")
}
enum Order { NAME YEAR }

input FilmFilter {
  "Part of the title."
  title: String
  kinds: [Kind!]
  years: [Int]
  nested: FilmFilter
  any: [FilmFilter!]
  limit: Int! = 10
}
input FilmInput {
  title: String!
  tags: [String!]
  meta: JSON
  at: DateTime
  kind: Kind = FILM
  rating: Float
  parent: FilmInput
  scan: Upload
}
input By @oneOf { id: ID name: String film: FilmFilter kinds: [Kind!] }
`;
