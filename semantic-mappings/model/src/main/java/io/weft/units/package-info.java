/** Units of measure: UNECE Rec 20 codes, as EPCIS and OPC UA use them, joined with UCUM, as laboratories use it. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.weft.units;
