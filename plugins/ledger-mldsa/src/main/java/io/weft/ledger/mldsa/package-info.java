/** A second, quantum-safe signature on checkpoints: ML-DSA-65 (FIPS 204), by BouncyCastle. docs/proof-format.md has the form. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.weft.ledger.mldsa;
