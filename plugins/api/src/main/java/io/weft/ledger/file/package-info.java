/** Files of whoever signs: key pairs for their owner alone, and state that is there whole or not at all. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.weft.ledger.file;
