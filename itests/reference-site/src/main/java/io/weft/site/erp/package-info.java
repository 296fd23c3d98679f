/** The ERP: sends IDocs as XML over HTTP and receives goods receipts the same way. */
package io.weft.site.erp;
