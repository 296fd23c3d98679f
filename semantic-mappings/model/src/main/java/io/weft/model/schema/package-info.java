/** The extension fields of the 13 classes of key data, and whether an event's fields keep to their schemas. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.weft.model.schema;
