/** The MES: tells in B2MML, and asks the hub's interlock before it feeds. */
package io.weft.site.mes;
