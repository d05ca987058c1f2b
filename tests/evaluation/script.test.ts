import { describe, expect, it } from 'vitest';

import { createScriptConverter } from '../../src/evaluation/script.js';

describe('createScriptConverter', () => {
  it('writes Traditional questions in Simplified characters, and the reverse', () => {
    expect(createScriptConverter('simplified')('國際貿易「單一窗口」對接多少個部門？')).toBe(
      '国际贸易「单一窗口」对接多少个部门？',
    );
    expect(createScriptConverter('traditional')('水果几个小时到广州？')).toBe('水果幾個小時到廣州？');
  });

  it('leaves alone what is written so already, and what is not Chinese', () => {
    expect(createScriptConverter('simplified')('AEO互认有多少个国家？')).toBe('AEO互认有多少个国家？');
    expect(createScriptConverter('traditional')('How many countries?')).toBe('How many countries?');
  });
});
