/**
 * How an instance reads its configuration file, and how it shows what is wrong: each fault is one line that names key, value
 * and rule, and a faulty instance stays, idle, and shows it.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.weft.settings;
