// What every page loads. Each module looks for its elements and leaves quietly where there are none.
import './search-dialog.mjs';
import './search-page.mjs';
import './mark.mjs';
import './select.mjs';
import './cite.mjs';
