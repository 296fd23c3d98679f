/** Where messages and readings enter: adapters on one side, intake on the other. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.weft.adapter;
