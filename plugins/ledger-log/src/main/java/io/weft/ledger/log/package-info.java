/** The one evidence log: sequencer, signer, sinks and proof bundles. Everything is private to the bundle. */
package io.weft.ledger.log;
