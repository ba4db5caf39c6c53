// How dependency-cruiser finds "@/…". tsconfig.json's paths would do, but its resolver takes "inngest" for our folder of that name.
module.exports = { resolve: { alias: { "@": __dirname }, extensions: [".ts", ".tsx", ".mts", ".mjs", ".js", ".json", ".d.ts"] } };
