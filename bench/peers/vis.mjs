// Plays gestures on vis-timeline in headless Chromium, one command a line on standard input.
//
//     node vis.mjs FOLDER CHROMIUM      FOLDER holds node_modules
//
// Each command is an object with "do", each answer an object, one a line:
//     name   {}                                      answers the version of the browser
//     open   {name, file, width, height, grows}       a page with the items and groups of a file;
//                                                     it grows with them, or scrolls inside
//     show   {name, first, last, selected}            a window of time (ms) and a selection
//     play   {name, gesture, steps}                   pan, zoom, move, or rest; answers the busy time
// Busy time is CPU seconds for each step: "main" of the page's main thread, which is script, style,
// layout and paint; "page" of the page's whole process, which rasters as well.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const [folder, executablePath] = process.argv.slice(2);
const installed = createRequire(join(resolve(folder), 'package.json'));
const { chromium } = installed('playwright-core');

const SWITCHES = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
  '--disable-background-networking', '--disable-component-update',
];
const SETTLE_MS = 200;
const NOTCH = 120;

const browser = await chromium.launch({ executablePath, args: SWITCHES });
const opened = new Map();

async function open({ name, file, width, height, grows }) {
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  const standalone = join(resolve(folder), 'node_modules/vis-timeline');
  await page.setContent('<!doctype html><body style="margin:0"><div id="timeline"></div>');
  await page.addStyleTag({ path: join(standalone, 'styles/vis-timeline-graph2d.min.css') });
  await page.addScriptTag({ path: join(standalone, 'standalone/umd/vis-timeline-graph2d.min.js') });
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const { groups, items, first, last } = JSON.parse(readFileSync(file, 'utf8'));
  await page.evaluate(({ groups, items, first, last, height }) => {
    const data = new vis.DataSet(items);
    const options = {
      start: first, end: last, height, stack: true, multiselect: true,
      editable: { updateTime: true, updateGroup: true }, showCurrentTime: false,
    };
    window.data = data;
    window.timeline = new vis.Timeline(
      document.getElementById('timeline'), data, new vis.DataSet(groups), options);
  }, { groups, items, first, last, height: grows ? undefined : `${height}px` });
  await painted(page);
  opened.set(name, { page, session, width, height });
  return {};
}

async function show({ name, first, last, selected }) {
  const { page } = opened.get(name);
  await page.evaluate(({ first, last, selected }) => {
    timeline.setWindow(first, last, { animation: false });
    timeline.setSelection(selected);
  }, { first, last, selected });
  await painted(page);
  await page.waitForTimeout(SETTLE_MS);
  return {};
}

async function play({ name, gesture, steps }) {
  const { page, session, width, height } = opened.get(name);
  const mouse = page.mouse;
  let held = null;
  let at = { x: width * 0.4, y: height / 2 };
  if (gesture === 'move') {
    held = await page.evaluate(onEvent);
    at = { x: held.x, y: held.y };
    await mouse.click(at.x, at.y);
  } else if (gesture === 'pan') {
    at = await page.evaluate(onGround, at);
  }
  await mouse.move(at.x, at.y);
  const holds = gesture === 'pan' || gesture === 'move';
  if (holds) await mouse.down();
  await painted(page);
  const before = await page.evaluate(() => JSON.stringify(timeline.getWindow()));
  const start = await busy(session);
  const go = async (step) => {
    if (gesture === 'zoom') await mouse.wheel(0, -step * NOTCH);
    else if (holds) await mouse.move(at.x += step, at.y);
    await painted(page);
  };
  for (const step of steps) await go(step);
  await page.waitForTimeout(SETTLE_MS);
  const end = await busy(session);
  // One more step, untimed, tells whether the gesture does anything.
  await go(1);
  const after = await page.evaluate(() => JSON.stringify(timeline.getWindow()));
  let works = gesture === 'rest' || before !== after;
  if (holds) await mouse.up();
  await painted(page);
  if (held) {
    works = await page.evaluate(({ id, start, end }) => {
      const moved = data.get(id).start.valueOf() !== start;
      data.update({ id, start, end });
      return moved;
    }, held);
  }
  await painted(page);
  const perStep = (key) => (end[key] - start[key]) / steps.length;
  return { main: perStep('main'), page: perStep('page'), works };
}

// An event that stands on its own near the middle of the view, and where to take hold of it.
function onEvent() {
  const boxes = [...document.querySelectorAll('.vis-item.vis-box, .vis-item.vis-range')]
    .map((element) => ({ element, rect: element.getBoundingClientRect() }))
    .filter(({ rect }) => rect.left > 300 && rect.right < innerWidth - 300)
    .filter(({ rect }) => rect.top > 20 && rect.bottom < innerHeight - 80 && rect.width > 30);
  for (const { element, rect } of boxes) {
    const x = rect.left + rect.width / 2;
    const y = rect.top + rect.height / 2;
    const hit = document.elementFromPoint(x, y)?.closest('.vis-item');
    const id = hit === element ? timeline.getEventProperties(
      { clientX: x, clientY: y, pageX: x, pageY: y, target: hit }).item : null;
    if (id) {
      const { start, end } = data.get(id);
      return { id, x, y, start: start.valueOf(), end: end?.valueOf() };
    }
  }
  throw new Error('no event stands on its own here');
}

// The point nearest to another one where no event is, or at least none that is selected.
function onGround({ x, y }) {
  for (const taken of ['.vis-item', '.vis-item.vis-selected']) {
    for (let step = 0; step < 300; step += 2) {
      for (const [dx, dy] of [[step, 0], [-step, 0], [0, step], [0, -step]]) {
        const hit = document.elementFromPoint(x + dx, y + dy);
        if (hit && !hit.closest(taken)) return { x: x + dx, y: y + dy };
      }
    }
  }
  throw new Error('no ground is in sight');
}

async function painted(page) {
  await page.evaluate(() => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(done));
  }));
}

async function busy(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (name) => metrics.find((metric) => metric.name === name).value;
  return { main: value('TaskDuration'), page: value('ProcessTime') };
}

const name = () => ({ version: browser.version() });
const commands = { name, open, show, play };
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  let answer;
  try {
    answer = await commands[order.do](order);
  } catch (problem) {
    answer = { problem: String(problem) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
