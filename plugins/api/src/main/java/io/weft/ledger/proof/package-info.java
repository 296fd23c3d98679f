/** Pure functions that build and verify evidence; JDK only, so that a verifier needs no hub. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.weft.ledger.proof;
