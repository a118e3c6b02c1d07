// Lets a checker of prose read texts, one command a line on standard input.
//
//     node prose.mjs FOLDER NAME      FOLDER holds node_modules; NAME is write-good, alex or harper.js
//
// Each command is an object with "do", each answer an object, one a line:
//     name   {}              answers the version that is installed
//     read   {text}          answers how many remarks there are, and the CPU seconds they took
//     flags  {sentences}     answers for each sentence whether there is a remark on it

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [folder, name] = process.argv.slice(2);
const at = (...parts) => join(resolve(folder), 'node_modules', name, ...parts);
const load = (...parts) => import(pathToFileURL(at(...parts)));

const CHECKERS = {
  'write-good': async () => {
    const { default: writeGood } = await load('write-good.js');
    return async (text) => writeGood(text).length;
  },
  alex: async () => {
    const { text: check } = await load('index.js');
    return async (text) => check(text).messages.length;
  },
  'harper.js': async () => {
    const { LocalLinter } = await load('dist', 'index.js');
    const { binaryInlined } = await load('dist', 'binaryInlined.js');
    const linter = new LocalLinter({ binary: binaryInlined });
    await linter.setup();
    return async (text) => {
      const remarks = await linter.lint(text, { language: 'plaintext' });
      for (const remark of remarks) remark.free();
      return remarks.length;
    };
  },
};

const remarks = await CHECKERS[name]();

const DO = {
  name: async () => ({ version: JSON.parse(readFileSync(at('package.json'))).version }),
  read: async ({ text }) => {
    const before = process.cpuUsage();
    const count = await remarks(text);
    const { user, system } = process.cpuUsage(before);
    return { remarks: count, seconds: (user + system) / 1e6 };
  },
  flags: async ({ sentences }) => {
    const flags = [];
    for (const sentence of sentences) flags.push((await remarks(sentence)) > 0);
    return { flags };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  let answer;
  try {
    answer = await DO[order.do](order);
  } catch (problem) {
    answer = { problem: String(problem) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
