/** GS1 identification keys in one canonical form, and the key of a thread. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.weft.identity;
