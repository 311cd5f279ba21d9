import { execFileSync } from 'node:child_process';
const root = process.argv[2] ?? '';
const { openChromium } = await import(`${root}/test/support/browser.ts`);
const base = process.env.BASE ?? 'http://localhost:8420';
const [, , , user, out, ...paths] = process.argv;
const width = Number(process.env.W ?? 1280), height = Number(process.env.H ?? 800);
const scheme = process.env.SCHEME ?? 'light';
const browser = await openChromium();
const page = await (await browser.newContext({ viewport: { width, height }, colorScheme: scheme as never })).newPage();
page.setDefaultTimeout(60000);
await page.goto(`${base}/sign-in`);
const code = execFileSync('node', [`${root}/tools/theriac.mjs`, 'demo', 'code', user], { encoding: 'utf8', env: process.env }).match(/\d{6}/)?.[0] ?? '';
await page.getByLabel(/user name/i).fill(user);
await page.getByLabel(/password/i).first().fill('harbor-lantern-demo');
await page.getByLabel(/code/i).first().fill(code);
await page.keyboard.press('Enter');
await page.waitForURL((u: URL) => !u.pathname.includes('sign-in'));
let n = 0;
for (const path of paths) {
  if (path.startsWith('click:')) { await page.getByText(path.slice(6)).first().click(); }
  else if (path.startsWith('role:')) { const [r, name] = path.slice(5).split('|'); await page.getByRole(r as never, { name: new RegExp(name ?? '') }).first().click(); }
  else if (path.startsWith('key:')) { for (const k of path.slice(4).split(',')) await page.keyboard.press(k); }
  else await page.goto(base + path);
  await page.waitForLoadState('networkidle').catch(() => {});
  await page.waitForTimeout(1500);
  n += 1;
  await page.screenshot({ path: `${out}-${n}.png` });
  console.log(`${out}-${n}.png`, page.url());
}
await browser.close();
