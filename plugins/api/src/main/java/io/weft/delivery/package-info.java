/** What leaves: deliveries, their states, and the adapters that carry them. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.weft.delivery;
