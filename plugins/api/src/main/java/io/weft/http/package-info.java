/** The hub's one HTTP listener, as those see it who serve something there. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.weft.http;
