// Starts headless Chromium and hands a page of it to one of the given functions, the one that the command line names.
// Use: node SCRIPT CHROMIUM NAME ARGUMENTS...
import { chromium } from 'playwright-core';

const timeout = 20_000;

export async function drive(people) {
  const [executablePath, name, ...rest] = process.argv.slice(2);
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
      '--disable-sync', '--disable-dev-shm-usage', '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets',
    ],
  });
  try {
    await people[name](await openTab(browser), ...rest);
  } finally {
    await browser.close();
  }
}

// A tab of a profile of its own. What goes wrong in its page is printed, so that the test sees it.
export async function openTab(browser, options = {}) {
  const tab = await browser.newPage({ ignoreHTTPSErrors: true, ...options });
  tab.setDefaultTimeout(timeout);
  tab.on('pageerror', error => console.log(`error ${error.message}`));
  return tab;
}
