/** Tables of results: the same rows as aligned text, as JSON and as CSV. */
package archsim.base.table;
