// Unpacks Chromium in the folder for temporary files (TMPDIR) and prints where it is.
import chromium from '@sparticuz/chromium';

console.log(await chromium.executablePath());
