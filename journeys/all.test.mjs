// All journeys, over one set of markets: furnishing them costs seconds. One alone: --test-name-pattern="buys".
// Journeys share the markets, so each makes what it changes: its own purchase, product, account.

import "./directory.mjs";
import "./buying.mjs";
import "./paying.mjs";
import "./selling.mjs";
import "./undoing.mjs";
import "./operating.mjs";
import "./ruling.mjs";
import "./belonging.mjs";
import "./applying.mjs";
import "./arriving.mjs";
import "./offering.mjs";
import "./suspending.mjs";
import "./bulk.mjs";
import "./standing.mjs";
import "./joining.mjs";
import "./reviewing.mjs";
import "./decorating.mjs";
import "./following.mjs";
import "./securing.mjs";
import "./fitness.mjs";
import { perform } from "./harness.mjs";

perform();
