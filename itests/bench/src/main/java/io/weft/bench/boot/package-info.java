/** How long a hub takes to come up, and what it holds in memory. */
package io.weft.bench.boot;
