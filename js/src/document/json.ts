/** The journey's document: tables of records, as plain JSON. Typed views of its records are in `types.generated.ts`. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A JSON merge patch (RFC 7396): null deletes, objects merge, anything else replaces. */
export type Patch = JsonObject;
export type Document = JsonObject;
