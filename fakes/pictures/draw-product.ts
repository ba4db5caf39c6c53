/**
 * What the shops of the demo show of their goods: flat drawings, so that a page of products looks like a shop's without one photograph in the
 * project. By kind, in the colours of its number; the same for the same name.
 */
const TONES = [
  ["#e7eefc", "#3f66c9", "#27458f"],
  ["#fbeee4", "#c9793f", "#8f5127"],
  ["#e8f4ec", "#3f9c64", "#276b43"],
  ["#f6e9f1", "#b34f86", "#7d335c"],
  ["#f4f1e4", "#a3893a", "#6f5c22"],
  ["#e6f3f5", "#3a93a3", "#22646f"],
  ["#f1ecf9", "#7c5cc4", "#533b8a"],
  ["#f9e9e7", "#c2544a", "#87362e"],
] as const;

type Tone = { main: string; deep: string };
/** 400 by 400, the thing in the middle. */
const SHAPES: Readonly<Record<string, (tone: Tone) => string>> = {
  shirt: ({ main, deep }) => `<path d="M145 95l-75 50 30 55 30-18v133h140V182l30 18 30-55-75-50c-12 30-98 30-110 0z" fill="${main}"/>
    <path d="M145 95c12 30 98 30 110 0l-14-7c-16 18-66 18-82 0z" fill="${deep}"/>`,
  coat: ({ main, deep }) => `<path d="M150 80l-62 60-16 130 40 6 14-86v150h148V190l14 86 40-6-16-130-62-60-50 22z" fill="${main}"/>
    <path d="M150 80l50 78 50-78-50 22z" fill="${deep}"/><path d="M198 158h5v182h-5z" fill="${deep}"/>
    <g fill="${deep}"><circle cx="216" cy="205" r="6"/><circle cx="216" cy="245" r="6"/><circle cx="216" cy="285" r="6"/></g>`,
  scarf: ({ main, deep }) => `<path d="M90 110h220L200 290z" fill="${main}"/><path d="M90 110h220l-18 30H108z" fill="${deep}"/>
    <g fill="${deep}"><circle cx="200" cy="190" r="16"/><circle cx="164" cy="170" r="7"/><circle cx="236" cy="170" r="7"/><circle cx="200" cy="238" r="8"/></g>`,
  trousers: ({ main, deep }) =>
    `<path d="M130 80h140l22 240h-66l-26-160-26 160h-66z" fill="${main}"/><path d="M130 80h140l3 28H127z" fill="${deep}"/>`,
  shoes: ({ main, deep }) => `<path d="M75 205c30 6 66-14 82-52 26 30 66 44 126 56 36 7 52 22 48 48H75z" fill="${main}"/>
    <path d="M69 257h262v22H69z" fill="${deep}"/><g stroke="${deep}" stroke-width="7" stroke-linecap="round"><path d="M168 196l24-16M192 208l22-16M217 217l20-14"/></g>`,
  sandals: ({
    main,
    deep,
  }) => `<path d="M70 262c60-26 180-26 260 0v20H70z" fill="${deep}"/><g fill="none" stroke="${main}" stroke-width="24" stroke-linecap="round">
    <path d="M112 250c10-62 66-74 96 0M236 250c6-46 50-60 68 2"/></g>`,
  bag: ({
    main,
    deep,
  }) => `<path d="M100 170h200l20 150H80z" fill="${main}"/><path d="M145 190v-40c0-72 110-72 110 0v40" fill="none" stroke="${deep}" stroke-width="14"/>
    <path d="M100 170h200l4 32H96z" fill="${deep}"/><rect x="182" y="190" width="36" height="34" rx="6" fill="${main}"/>`,
  belt: ({
    main,
    deep,
  }) => `<path d="M60 176h280v48H60z" fill="${main}"/><rect x="86" y="160" width="76" height="80" rx="10" fill="none" stroke="${deep}" stroke-width="14"/>
    <path d="M120 194h60v12h-60z" fill="${deep}"/><g fill="${deep}"><circle cx="226" cy="200" r="6"/><circle cx="262" cy="200" r="6"/><circle cx="298" cy="200" r="6"/></g>`,
  mug: ({
    main,
    deep,
  }) => `<path d="M105 120h160v150c0 30-24 44-80 44s-80-14-80-44z" fill="${main}"/><ellipse cx="185" cy="120" rx="80" ry="16" fill="${deep}"/>
    <path d="M265 160c70-12 70 92 0 84" fill="none" stroke="${main}" stroke-width="20"/>`,
  pot: ({
    main,
    deep,
  }) => `<path d="M95 180h210v90c0 24-16 36-40 36H135c-24 0-40-12-40-36z" fill="${main}"/><path d="M85 160h230v26H85z" fill="${deep}"/>
    <path d="M120 160c10-44 150-44 160 0z" fill="${main}"/><circle cx="200" cy="118" r="14" fill="${deep}"/><path d="M58 200h37v20H58zM305 200h37v20h-37z" fill="${deep}"/>`,
  plate: ({
    main,
    deep,
  }) => `<circle cx="200" cy="205" r="122" fill="${main}"/><circle cx="200" cy="205" r="80" fill="none" stroke="${deep}" stroke-width="8"/>
    <g fill="${deep}"><circle cx="200" cy="103" r="7"/><circle cx="200" cy="307" r="7"/><circle cx="98" cy="205" r="7"/><circle cx="302" cy="205" r="7"/></g>`,
  "desk-lamp": ({
    main,
    deep,
  }) => `<path d="M130 312h140v18H130z" fill="${deep}"/><path d="M200 314l-56-110 76-84" fill="none" stroke="${deep}" stroke-width="12" stroke-linejoin="round"/>
    <path d="M186 88l96 46-24 42c-40 20-92-6-94-50z" fill="${main}"/><circle cx="144" cy="204" r="12" fill="${main}"/>`,
  headphones: ({ main, deep }) => `<path d="M98 236v-26c0-138 204-138 204 0v26" fill="none" stroke="${deep}" stroke-width="18"/>
    <rect x="80" y="216" width="52" height="92" rx="22" fill="${main}"/><rect x="268" y="216" width="52" height="92" rx="22" fill="${main}"/>`,
  keyboard: ({ main, deep }) =>
    `<rect x="56" y="146" width="288" height="126" rx="14" fill="${main}"/><g fill="${deep}">${[0, 1, 2]
      .map((row) =>
        [0, 1, 2, 3, 4, 5, 6].map((key) => `<rect x="${76 + key * 36}" y="${162 + row * 26}" width="28" height="19" rx="4"/>`).join(""),
      )
      .join("")}<rect x="130" y="242" width="140" height="17" rx="4"/></g>`,
  saffron: ({ main, deep }) => `<path d="M128 150h144v130c0 26-18 36-72 36s-72-10-72-36z" fill="${main}" fill-opacity=".35"/>
    <g stroke="${main}" stroke-width="7" stroke-linecap="round"><path d="M150 290l30-70M176 300l-8-80M200 296l20-86M226 300l-12-70M246 290l-30-80M164 262l70 20"/></g>
    <rect x="118" y="108" width="164" height="44" rx="10" fill="${deep}"/>`,
  tea: ({
    main,
    deep,
  }) => `<path d="M112 150h176l-20 130c-3 20-16 30-68 30s-65-10-68-30z" fill="${main}"/><ellipse cx="200" cy="150" rx="88" ry="16" fill="${deep}"/>
    <path d="M92 318h216" stroke="${deep}" stroke-width="14" stroke-linecap="round"/><g fill="none" stroke="${deep}" stroke-width="7" stroke-linecap="round"><path d="M176 116c-12-16 12-24 0-42M214 116c-12-16 12-24 0-42"/></g>`,
};

/** @param name as of a file: kind and number, "desk-lamp-12" @returns null for a kind nobody drew */
export function drawProduct(name: string): string | null {
  const [, kind = "", number = "0"] = /^([a-z-]+?)-(\d+)$/.exec(name) ?? [];
  const shape = SHAPES[kind];
  const [light, main, deep] = TONES[Number(number) % TONES.length] ?? TONES[0];
  if (!shape) return null;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><rect width="400" height="400" fill="${light}"/>
    <ellipse cx="200" cy="334" rx="126" ry="12" fill="${deep}" fill-opacity=".14"/>${shape({ main, deep })}</svg>`;
}

export const pictureName = (kind: string, number: number): string => `${kind.toLowerCase().replace(/[^a-z]+/g, "-")}-${number}`;
