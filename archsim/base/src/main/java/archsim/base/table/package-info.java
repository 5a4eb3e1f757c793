/** Tables of results: the same rows as aligned text, CSV and Markdown. */
package archsim.base.table;
