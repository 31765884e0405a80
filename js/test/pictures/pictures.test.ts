import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isName, kindOf, objection } from "../../src/pictures/kinds";
import { createPictures, type Line } from "../../src/pictures/line";
import { made, NoPicture } from "../../src/pictures/scale";
import { sha256 } from "../../src/pictures/sha256";
import type { Connection, Said, StoreEvent } from "../../src/sync/types";

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const PNG = bytes("\x89PNG\r\n\x1a\n and so on");
const JPEG = bytes("\xff\xd8\xff\xe1 with the place it was taken at");
const WEBP = bytes("RIFF\x00\x00\x00\x00WEBPVP8 ");
const SVG = bytes('<?xml version="1.0"?><svg><script>alert(1)</script></svg>');
const file = (data: Uint8Array, name: string, type = ""): File => new File([data as Uint8Array<ArrayBuffer>], name, { type });

describe("the hash", () => {
  test.each([0, 1, 55, 56, 63, 64, 65, 1000])("of %i bytes is the one everybody else computes", (length) => {
    const data = Uint8Array.from({ length }, (_, at) => (at * 37 + length) % 256);
    expect(sha256(data)).toBe(createHash("sha256").update(data).digest("hex"));
  });

  test("of nothing and of abc is the standard's", () => {
    expect(sha256(bytes(""))).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(sha256(bytes("abc"))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});

describe("what a file is", () => {
  test("is told by its bytes, not by its name", () => {
    const heic = bytes("\0\0\0\x18ftypheic");
    expect([PNG, JPEG, WEBP, SVG, heic, bytes("GIF89a"), bytes("<!doctype html>"), bytes("")].map(kindOf)).toEqual([
      "png", "jpg", "webp", "svg", "heic", "gif", "", "",
    ]);
    expect(kindOf(bytes("\xef\xbb\xbf \n<SVG/>"))).toBe("svg");
  });

  test.each([
    [SVG, "logo.svg", "image/svg+xml", "facts.picture_svg"],
    [SVG, "logo.png", "image/png", "facts.picture_svg"],
    [PNG, "logo.svg", "", "facts.picture_svg"],
    [bytes("<!doctype html>"), "photo.png", "image/png", "facts.picture_none"],
    [JPEG, "photo.png", "image/png", "facts.picture_lie"],
    [PNG, "photo", "image/webp", "facts.picture_lie"],
    [bytes("\0\0\0\x18ftypheic"), "IMG.HEIC", "", "facts.picture_other"],
  ])("and one that cannot be attached is refused by name (%#)", (data, name, type, key) => {
    expect(objection(data, { name, type })?.[0]).toBe(key);
  });

  test.each([
    [PNG, "a.PNG", "image/png"],
    [JPEG, "a.jpeg", "image/jpeg"],
    [PNG, "", ""],
    [bytes("GIF89a"), "a.gif", "image/gif"],
  ])("what can be opened is taken (%#)", (data, name, type) => expect(objection(data, { name, type })).toBeNull());

  test("a name is a hash and one of three endings, never a path", () => {
    expect(isName(`${"0".repeat(32)}.webp`)).toBe(true);
    for (const no of ["", "../x.png", `${"0".repeat(32)}.svg`, `${"0".repeat(32)}.png\n`, null]) expect(isName(no)).toBe(false);
  });
});

describe("a picture made here", () => {
  test("is drawn anew, and called by the hash of what came of it", async () => {
    const redraw = vi.fn(async () => new Blob([WEBP as Uint8Array<ArrayBuffer>]));
    const { name, data } = await made(file(JPEG, "IMG_1.JPG", "image/jpeg"), redraw);
    expect(redraw).toHaveBeenCalledWith(expect.anything(), 1024);
    expect(data).toEqual(WEBP);
    expect(name).toBe(`${createHash("sha256").update(WEBP).digest("hex").slice(0, 32)}.webp`);
  });

  test("that cannot be opened is refused with its name", async () => {
    const broken = made(file(PNG, "cut.png"), () => Promise.reject(new Error("the source image cannot be decoded")));
    await expect(broken).rejects.toMatchObject({ key: "facts.picture_broken", values: { name: "cut.png" } });
    await expect(made(file(SVG, "x.png"), () => Promise.reject(new Error("never asked")))).rejects.toBeInstanceOf(NoPicture);
  });
});

describe("the line", () => {
  const NAME = `${"a".repeat(32)}.webp`;
  let connection: Connection;
  let listeners: ((event: StoreEvent) => void)[];
  let sent: { message: unknown; size: number }[];
  let ends: AbortController;
  let line: Line;
  let told: [string, Said | null][];

  const open = (): Line => {
    ends = new AbortController();
    listeners = [];
    const store = {
      get connection() {
        return connection;
      },
      subscribe: (listener: (event: StoreEvent) => void) => void listeners.push(listener),
    };
    const opened = createPictures({
      client: "me", store, signal: ends.signal, journey: "jm_1", shelf: sessionStorage,
      send(message, buffers) {
        if (connection === "offline") throw new Error("no kernel");
        sent.push({ message, size: buffers[0]?.byteLength ?? 0 });
      },
    });
    opened.subscribe((...event) => told.push(event), ends.signal);
    return opened;
  };
  const become = (next: Connection): void => {
    connection = next;
    for (const listener of listeners) listener({} as StoreEvent);
  };

  beforeEach(() => {
    connection = "live";
    sent = [];
    told = [];
    let number = 0;
    vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => `blob:${(number += 1)}`, revokeObjectURL: () => undefined }));
    line = open();
  });
  afterEach(() => {
    ends.abort();
    sessionStorage.clear();
  });

  test("shows at once what was made here, and sends it until the kernel has it", () => {
    line.put(NAME, WEBP);
    expect(line.url(NAME)).toBe("blob:1");
    expect(line.waiting(NAME)).toBe(true);
    expect(sent).toEqual([{ message: { client: "me", picture: NAME }, size: WEBP.length }]);
    line.hear({ client: "me", picture: NAME, kept: true });
    expect(line.waiting(NAME)).toBe(false);
    expect(sessionStorage.length).toBe(0);
  });

  test("asks once for what others made, and shows it when it comes", () => {
    expect([line.url(NAME), line.url(NAME)]).toEqual([undefined, undefined]);
    expect(sent).toEqual([{ message: { client: "me", picture: NAME }, size: 0 }]);
    line.hear({ client: "me", picture: NAME, given: true }, [new DataView(WEBP.slice().buffer)]);
    expect(line.url(NAME)).toBe("blob:1");
    expect(told).toEqual([[NAME, null]]);
  });

  test("asks for nothing that is no picture's name", () => {
    expect(line.url("../../secret.png")).toBeNull();
    expect(sent).toEqual([]);
  });

  test("without a kernel keeps what was made, also through a reload, and sends it when there is one", () => {
    become("offline");
    line.put(NAME, WEBP);
    expect(line.url(NAME)).toBe("blob:1");
    ends.abort();
    connection = "live";
    line = open();
    expect(line.url(NAME)).toBe("blob:2");
    expect(sent).toEqual([{ message: { client: "me", picture: NAME }, size: WEBP.length }]);
    become("offline");
    become("live");
    expect(sent).toHaveLength(2);
  });

  test("asks again for what nobody had, once the kernel is back", () => {
    line.url(NAME);
    line.hear({ client: "me", picture: NAME, missing: true });
    expect(line.url(NAME)).toBeNull();
    become("offline");
    become("live");
    expect(line.url(NAME)).toBeUndefined();
    expect(sent).toHaveLength(2);
  });

  test("says the kernel's words when it will not have a picture, and keeps it no longer", () => {
    line.put(NAME, WEBP);
    line.hear({ client: "me", picture: NAME, refused: { ja: "だめ", en: "no" } });
    expect(told.at(-1)).toEqual([NAME, { ja: "だめ", en: "no" }]);
    expect(line.waiting(NAME)).toBe(false);
  });

  test("takes nothing that is somebody else's", () => {
    line.hear({ client: "you", picture: NAME, given: true }, [WEBP.slice().buffer as ArrayBuffer]);
    expect(line.url(NAME)).toBeUndefined();
  });
});
