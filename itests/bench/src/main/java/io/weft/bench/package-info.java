/** {@code weft bench}: a hub of its own, measured beside its baselines in the same run. */
package io.weft.bench;
