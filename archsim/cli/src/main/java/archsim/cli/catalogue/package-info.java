/** What ships and what it costs: {@code list, show, memory, area}. */
package archsim.cli.catalogue;
