import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestAudit, readNote, scopeOf, type TestAudit } from '../../../test/support/test-audit.ts';
import { silentLog } from '../log/log.ts';
import { isAnchorGenuine } from './anchor.ts';
import { openAnchorFiles } from './anchor-files.ts';
import { startChainUpkeep, startWriterUpkeep } from './audit-upkeep.ts';
import { createReadAuditor } from './read-auditor.ts';
import { openSpillFolder } from './spill-folder.ts';
import { verifyAudits } from './verify-audit.ts';

let audit: TestAudit;

beforeAll(async () => {
  audit = await openTestAudit();
});
afterAll(() => audit.close());

test('when the upkeep stops, every entry is settled, in its chain and under an anchor', async () => {
  const { clock, keys } = audit;
  const pool = audit.database.app;
  const tenantId = audit.nextTenant();
  const { writer, write, writeInVain } = audit.openWriter();
  const spill = await openSpillFolder({ folder: join(audit.folder, 'spill'), key: keys.spillKey, clock });
  const sink = openAnchorFiles(join(audit.folder, 'anchors'));
  const writing = startWriterUpkeep({ pool, writer, spill, clock, log: silentLog });
  const chaining = startChainUpkeep({ pool, keys, sinks: [sink], clock, log: silentLog });
  await write(tenantId);
  await writeInVain(tenantId);
  await createReadAuditor({ pool, writer, spill, log: silentLog }).record(scopeOf(audit, tenantId), readNote);
  await writing.stop();
  await chaining.stop();
  const [found, ...others] = await verifyAudits({ pool, keys, sinks: [sink] });
  expect(found).toMatchObject({ tenantId, firstBreak: null, unchainedEntries: 0, unexplainedNumbers: 0 });
  expect(others).toEqual([]);
  const anchor = (await sink.list(tenantId)).at(-1);
  expect(anchor?.sequence).toBeGreaterThanOrEqual(3);
  expect(anchor !== undefined && isAnchorGenuine(keys, anchor)).toBe(true);
});
