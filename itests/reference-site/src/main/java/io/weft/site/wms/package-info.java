/** The warehouse: tells EPCIS 2.0 events, receives holds and confirms them by an event of its own. */
package io.weft.site.wms;
