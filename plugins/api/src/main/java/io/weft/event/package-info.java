/** The one model: EPCIS 2.0 events, exact readings, and the reasons why something is neither. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.weft.event;
