/** The laboratory: results in HL7 v2 over MLLP, and in a transfer table of its own database. */
package io.weft.site.lims;
