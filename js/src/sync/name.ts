/** What the person at this browser is called: kept by the browser, for every map and every tab. */

export const NAME = "journey_widgets.name";
/** Longer is no name, and the kernel refuses it. */
const LONGEST = 40;

export interface NameTag {
  get(): string;
  set(name: string): void;
}

export function nameTag(): NameTag {
  let name = "";
  return {
    get() {
      try {
        name = localStorage.getItem(NAME) ?? "";
      } catch {
        // No storage here (a sandboxed frame): the name lasts as long as the page.
      }
      return name;
    },
    set(given) {
      name = [...given.trim()].slice(0, LONGEST).join("");
      try {
        if (name === "") localStorage.removeItem(NAME);
        else localStorage.setItem(NAME, name);
      } catch {
        // See above.
      }
    },
  };
}
