/** The supplier portal: whether a supplier is qualified, and under which number it knows a lot. */
package io.weft.site.portal;
