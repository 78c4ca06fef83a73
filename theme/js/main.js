// What scripts add to a page that is complete without them.
import { setUpCopying } from "./copy.js";
import { setUpDisplay } from "./display.js";
import { setUpKeys } from "./keys.js";
import { setUpOffline } from "./offline.js";
import { setUpRelated } from "./related.js";

setUpDisplay();
setUpKeys();
setUpCopying();
setUpRelated();
setUpOffline();
